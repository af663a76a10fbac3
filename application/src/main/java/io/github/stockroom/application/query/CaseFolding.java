package io.github.stockroom.application.query;

/** The one definition of "ignoring case" in this service. */
public final class CaseFolding {

    private CaseFolding() {}

    /**
     * Folds each character on its own, as {@link String#equalsIgnoreCase} compares them. Independent of language and of
     * neighbouring characters, so the folded form of a part is always a part of the folded form of the whole; full
     * Unicode
     * folding does not have that property, and a database's {@code lower()} depends on how it was set up.
     */
    public static String fold(String text) {
        int[] folded = text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .toArray();
        return new String(folded, 0, folded.length);
    }
}
