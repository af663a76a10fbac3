package io.github.stockroom.rest.json;

/**
 * Limits of one record, in every format. They are checked while a record is read, before memory is taken for what is
 * beyond.
 *
 * <p>A record that keeps to them costs at most 8 bytes of heap for each of its {@link #MAX_CHARACTERS} (in the buffers
 * of its parser and as values) and 200 bytes for each member: 9 MB with the default of 1,000 members.
 *
 * @param maxMembers how many values a record may have: members of the object and everything nested in them, columns of
 *     CSV, fields of a form; 1 or more
 */
public record RecordLimits(int maxMembers) {

    /** The number of UTF-16 units that a record may have. */
    public static final int MAX_CHARACTERS = 1 << 20;

    /** The length of text that parsers refuse by themselves: {@link RecordBudget} does not count white space alone. */
    public static final int MAX_TEXT = 2 * MAX_CHARACTERS;

    /** Far above what any resource has, since clients may send members that mean nothing. */
    public static final int DEFAULT_MAX_MEMBERS = 1_000;

    public static final RecordLimits DEFAULT = new RecordLimits(DEFAULT_MAX_MEMBERS);

    public RecordLimits {
        if (maxMembers < 1) {
            throw new IllegalArgumentException("a record has a member at least");
        }
    }
}
