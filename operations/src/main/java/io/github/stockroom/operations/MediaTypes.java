package io.github.stockroom.operations;

/** The media types of request and response bodies. */
public final class MediaTypes {

    public static final String JSON = "application/json";

    /** RFC 7396. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    /** RFC 4180. */
    public static final String CSV = "text/csv";

    /** One JSON object a line. */
    public static final String NDJSON = "application/x-ndjson";

    /** HTML 4.01, 17.13.4. */
    public static final String FORM = "application/x-www-form-urlencoded";

    /** RFC 9512. */
    public static final String YAML = "application/yaml";

    public static final String HTML = "text/html";

    private MediaTypes() {}
}
