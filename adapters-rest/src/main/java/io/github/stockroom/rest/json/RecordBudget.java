package io.github.stockroom.rest.json;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Counts what the current record has, and throws once it has more than its {@link RecordLimits}. A parser says where a
 * record starts and counts its members; characters count as the parser asks for them. Parsers read ahead, so a record
 * may have up to twice {@value #READ_AHEAD} characters beyond its limit before it is refused; as many characters of
 * white space at once do not count. Not thread-safe.
 */
public final class RecordBudget {

    /** The number of characters that a parser gets at once, however many it asks for. */
    static final int READ_AHEAD = 8_192;

    private static final String WHITE_SPACE = " \t\r\n";

    private final RecordLimits limits;
    private long characters;
    private int members;

    public RecordBudget(RecordLimits limits) {
        this.limits = limits;
    }

    /** Starts a record behind all that was counted before. */
    public void startRecord() {
        characters = 0;
        members = 0;
    }

    /** @throws UnreadableException {@code too-many-members} when it is one more than a record may have */
    public void addMember() {
        members++;
        if (members > limits.maxMembers()) {
            throw new UnreadableException(
                    "too-many-members",
                    "Too many members",
                    "A record may have " + limits.maxMembers() + " members, nested ones included.");
        }
    }

    /**
     * Returns the same text, whose characters count; reading it throws an {@link UnreadableException}
     * {@code record-too-large}.
     */
    public Reader counting(Reader text) {
        return new FilterReader(text) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                checkCharacters();
                int count = super.read(buffer, offset, Math.min(length, READ_AHEAD));
                if (!isBlank(buffer, offset, count)) {
                    characters += count;
                }
                return count;
            }

            @Override
            public int read() throws IOException {
                char[] one = new char[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }
        };
    }

    /**
     * Returns true for white space alone. Between records it counts for no record and takes no memory; within a text
     * the parsers have a limit of their own.
     */
    private static boolean isBlank(char[] buffer, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (WHITE_SPACE.indexOf(buffer[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private void checkCharacters() {
        if (characters > RecordLimits.MAX_CHARACTERS + READ_AHEAD) {
            throw UnreadableException.tooLarge(
                    "record-too-large",
                    "Record too large",
                    "A record may have " + RecordLimits.MAX_CHARACTERS + " characters.");
        }
    }
}
