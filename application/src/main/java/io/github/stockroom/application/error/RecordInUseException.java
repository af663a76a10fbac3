package io.github.stockroom.application.error;

/** Other records refer to a record that was to be deleted. Nothing was changed. */
public final class RecordInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String resource;

    /** @param resource the kind of the records that refer to it, in the plural */
    public RecordInUseException(String resource) {
        super(resource + " refer to the record", null, false, false);
        this.resource = resource;
    }

    /** Returns the kind of the records that refer to it, in the plural. */
    public String resource() {
        return resource;
    }
}
