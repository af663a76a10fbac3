package io.github.stockroom.operations;

/**
 * The six operations on the records of one resource.
 *
 * @param one those on a single record
 */
public record RecordOperations(Operation list, Operation create, SingleRecord one) {

    /** The operations on a single record, whose id ends the path. */
    public record SingleRecord(Operation read, Operation replace, Operation patch, Operation delete) {}

    /** Returns the path of the collection, without a slash at the end. */
    public String path() {
        return list.path();
    }
}
