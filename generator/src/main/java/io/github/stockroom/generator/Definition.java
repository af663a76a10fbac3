package io.github.stockroom.generator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A resource, as the command describes it.
 *
 * @param plural such as {@code order_lines}: the name of the table
 * @param singular such as {@code order_line}
 * @param path of the collection
 * @param access its name in settings and scopes, such as {@code order_lines}
 * @param uuids whether ids are UUIDs, and not numbers
 * @param write what the service asks for of callers who write: {@code ANONYMOUS}, {@code USER} or {@code ADMIN}
 */
record Definition(
        String plural,
        String singular,
        String path,
        String access,
        boolean uuids,
        String write,
        List<FieldDefinition> fields) {

    Definition {
        fields = List.copyOf(fields);
    }

    /** Returns the class of a record, such as {@code OrderLine}. */
    String type() {
        return Words.type(singular);
    }

    /** Returns the package, such as {@code orderline}. */
    String packageName() {
        return singular.replace("_", "");
    }

    /** Returns the method that makes one for tests, such as {@code anOrderLine}. */
    String maker() {
        return Words.article(Words.plain(singular)) + type();
    }

    /** Returns the references to other resources. */
    List<FieldDefinition> foreign() {
        return fields.stream()
                .filter(field -> field.isReference() && !field.isReferenceTo(type()))
                .toList();
    }

    /** Returns the fields whose values are never changed. */
    List<FieldDefinition> readOnly() {
        return fields.stream().filter(FieldDefinition::readOnly).toList();
    }

    /** Returns the other resources that fields refer to, each once. */
    Set<Target> targets() {
        Set<Target> targets = new LinkedHashSet<>();
        foreign().forEach(field -> field.target().ifPresent(targets::add));
        return targets;
    }

    /** Returns the names that templates use. */
    Map<String, String> values() {
        String one = Words.plain(singular);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Record", type());
        values.put("record", Words.variable(singular));
        values.put("RECORD", Words.constant(singular));
        values.put("Records", Words.type(plural));
        values.put("records", Words.variable(plural));
        values.put("RECORDS", Words.constant(plural));
        values.put("package", packageName());
        values.put("table", plural);
        values.put("name", Words.hyphenated(plural));
        values.put("one", one);
        values.put("a", Words.article(one));
        values.put("A", Words.capitalised(Words.article(one)));
        values.put("many", Words.plain(plural));
        values.put("Many", Words.capitalised(Words.plain(plural)));
        values.put("path", path);
        values.put("ACCESS", Words.constant(access));
        values.put("initial", type().substring(0, 1).toLowerCase(java.util.Locale.ROOT));
        return values;
    }
}
