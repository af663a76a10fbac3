package io.github.stockroom.application.error;

/** There is no record with this id: it never existed or was deleted. Nothing was changed. */
public final class RecordNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String resource;

    /**
     * @param resource what was looked for, in the singular, such as {@code product}
     * @param id the id as text
     */
    public RecordNotFoundException(String resource, Object id) {
        super("no " + resource + " with id " + id, null, false, false);
        this.resource = resource;
    }

    /** Returns the kind of record that was looked for, in the singular. */
    public String resource() {
        return resource;
    }
}
