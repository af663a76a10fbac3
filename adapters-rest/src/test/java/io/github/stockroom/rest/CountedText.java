package io.github.stockroom.rest;

/** Text that counts how often its characters are looked at: what a parser costs, whatever machine it runs on. */
public final class CountedText implements CharSequence {

    private final String text;
    private long looks;

    public CountedText(String text) {
        this.text = text;
    }

    /** How many characters were read, one by one or copied. */
    public long looks() {
        return looks;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        looks++;
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        looks += end - start;
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        looks += text.length();
        return text;
    }
}
