package io.github.stockroom.rest;

/** Text that counts how often its characters are looked at: the cost of a parser, the same on every machine. */
public final class CountedText implements CharSequence {

    private final String text;
    private long looks;

    public CountedText(String text) {
        this.text = text;
    }

    /** Returns the number of characters that were read, one by one or copied. */
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
