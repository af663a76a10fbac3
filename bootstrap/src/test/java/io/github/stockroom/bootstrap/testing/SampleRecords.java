package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Records of one resource by way of the API, for tests of what all resources have in common. Which resource that is
 * follows from the OpenAPI document, so such a test stays when a resource is removed.
 */
public final class SampleRecords {

    /** The first of those that ask the least of a test: a text and a number of its own, and no other rules. */
    private static final ResourceUnderTest RESOURCE = ResourceUnderTest.ALL.stream()
            .filter(resource -> resource.others().keySet().stream().noneMatch(resource.references()::containsKey))
            .min(Comparator.comparing(SampleRecords::peculiarities))
            .orElseThrow();

    /** The path of the collection. */
    public static final String PATH = RESOURCE.path();

    private SampleRecords() {}

    /** Returns the name of the resource in settings, in scopes and in the links of {@code /api}. */
    public static String code() {
        return RESOURCE.code();
    }

    /** Returns a valid body. The number counts from the least one that the resource has room for. */
    public static String json(String text, long number) {
        return RESOURCE.body(RESOURCE.fitting(text), RESOURCE.minNumber() + number);
    }

    /** Creates a record. */
    public static Reply create(Http http, String text, long number) {
        Reply created = http.post(PATH, json(text, number));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    /** Returns the path of a record. */
    public static String path(Reply record) {
        return RESOURCE.path(record.id());
    }

    private static long peculiarities(ResourceUnderTest resource) {
        return Stream.of(
                        !resource.hasText(),
                        !resource.hasNumber(),
                        !resource.unique().isEmpty(),
                        !resource.readOnly().isEmpty())
                .filter(Boolean::booleanValue)
                .count();
    }
}
