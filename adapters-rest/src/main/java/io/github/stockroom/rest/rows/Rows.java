package io.github.stockroom.rest.rows;

import java.util.Iterator;

/** The records of a body or file, in order, read as they are asked for. Not thread-safe. */
public interface Rows extends Iterator<Row> {

    /**
     * Returns the bytes in front of the first row that a file of some of the rows needs too: of CSV the names, of other
     * formats none.
     */
    byte[] head();

    /** Returns the bytes that a row was read from, the end of its line included; none of an array. */
    byte[] bytes(Row row);
}
