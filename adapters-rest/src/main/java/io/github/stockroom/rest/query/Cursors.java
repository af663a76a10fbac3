package io.github.stockroom.rest.query;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.FieldType;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.SortKey;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Positions as opaque text. A cursor is the name of the resource, a digest of what was asked for, and the sort key of
 * the last record seen; it is checked, not signed, because a forged one can name a position and nothing else.
 */
final class Cursors {

    /**
     * Stands behind each part, so that a cursor that was cut off anywhere shows it; U+0000 can be in no stored text.
     */
    private static final char SEPARATOR = '\0';

    private static final String NO_VALUE = "n";
    private static final String VALUE = "v";

    /** Text that was sorted by code point had {@link #VALUE}. */
    private static final String TEXT_IN_ORDER = "t";

    private static final int DIGEST_BYTES = 9;

    private Cursors() {}

    static String encode(String resource, Query<?> query, Position position) {
        var text = new StringBuilder(resource)
                .append(SEPARATOR)
                .append(digest(query))
                .append(SEPARATOR);
        for (int i = 0; i < query.sort().size(); i++) {
            Object value = position.key().get(i);
            var type = query.sort().get(i).field().type();
            text.append(value == null ? NO_VALUE : mark(type) + type.format(value))
                    .append(SEPARATOR);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @throws ValidationException {@code invalid-cursor}, {@code cursor-mismatch} when it belongs to another query, or
     *     {@code outdated-cursor} when it names a place in the order that text had before
     */
    static Position decode(String resource, Query<?> query, String cursor) {
        List<String> parts = parts(cursor);
        if (parts.size() < 2 || !parts.get(0).equals(resource)) {
            throw invalid();
        }
        if (!parts.get(1).equals(digest(query))) {
            throw new ValidationException(Violation.of(
                    "cursor-mismatch", "This cursor belongs to other filters, another search or another sort order."));
        }
        if (parts.size() != 2 + query.sort().size()) {
            throw invalid();
        }
        List<@Nullable Object> key = new ArrayList<>();
        for (int i = 0; i < query.sort().size(); i++) {
            key.add(value(query.sort().get(i), parts.get(2 + i)));
        }
        return new Position(key);
    }

    private static @Nullable Object value(SortKey<?> sort, String part) {
        if (part.equals(NO_VALUE)) {
            return null;
        }
        FieldType<?> type = sort.field().type();
        if (!part.startsWith(mark(type))) {
            throw part.startsWith(VALUE) ? outdated() : invalid();
        }
        try {
            return type.parse(part.substring(VALUE.length()));
        } catch (ValidationException e) {
            throw invalid();
        }
    }

    private static List<String> parts(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isEmpty() || text.charAt(text.length() - 1) != SEPARATOR) {
                throw invalid();
            }
            return List.of(text.substring(0, text.length() - 1).split(String.valueOf(SEPARATOR), -1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
    }

    /** Returns the same digest for the same query, in any order of its filters. */
    private static String digest(Query<?> query) {
        var text = new StringBuilder();
        query.sort().forEach(key -> text.append(key.field()).append(key.descending() ? '-' : '+'));
        text.append(SEPARATOR).append(query.search());
        List<String> conditions = new ArrayList<>();
        query.conditions().forEach(condition -> conditions.add(canonical(condition)));
        Collections.sort(conditions);
        conditions.forEach(condition -> text.append(SEPARATOR).append(condition));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String canonical(Condition<?> condition) {
        return condition.field() + " " + condition.operator() + " " + condition.operands();
    }

    private static String mark(FieldType<?> type) {
        return type == FieldType.TEXT ? TEXT_IN_ORDER : VALUE;
    }

    private static ValidationException outdated() {
        return new ValidationException(
                Violation.of(
                        "outdated-cursor",
                        "An earlier version of the service gave this cursor and sorted text otherwise. Begin with the first page."));
    }

    private static ValidationException invalid() {
        return new ValidationException(Violation.of("invalid-cursor", "Use a cursor only as a Link header gave it."));
    }
}
