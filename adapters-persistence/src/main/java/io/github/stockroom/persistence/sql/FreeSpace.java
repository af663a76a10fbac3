package io.github.stockroom.persistence.sql;

/** A place of data that can run out of space. Thread-safe. */
public interface FreeSpace {

    /**
     * Returns true while so little space is left that nothing may be written. Costs nothing: asked before each change.
     */
    boolean isShort();
}
