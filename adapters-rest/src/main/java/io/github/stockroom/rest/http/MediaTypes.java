package io.github.stockroom.rest.http;

/** Media types of request bodies. */
public final class MediaTypes {

    public static final String JSON = "application/json";

    /** RFC 7396. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private MediaTypes() {}
}
