package io.github.stockroom.generator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types that a field can have. */
enum FieldKind {
    /** Text on one line, {@code text(200)}. */
    TEXT("String", "String", "TextField<%s>"),
    /** Text of any length, {@code longtext}. */
    LONGTEXT("String", "String", "TextField<%s>"),
    /** A whole number, {@code integer(0,100)}. */
    INTEGER("long", "Long", "Field<%s, Long>"),
    /** An exact number, {@code decimal(10,2)}: ten digits, two of them behind the point. */
    DECIMAL("BigDecimal", "BigDecimal", "Field<%s, BigDecimal>"),
    BOOLEAN("boolean", "Boolean", "Field<%s, Boolean>"),
    DATE("LocalDate", "LocalDate", "Field<%s, LocalDate>"),
    TIMESTAMP("Instant", "Instant", "Field<%s, Instant>"),
    UUID("UUID", "UUID", "Field<%s, UUID>"),
    /** One of a few texts, {@code choice(draft,sold)}. */
    CHOICE("String", "String", "Field<%s, String>");

    /** The type of a reference to another resource, {@code ref(authors)}. What is stored is the id of a record. */
    static final String REFERENCE = "ref";

    private final String value;
    private final String boxed;
    private final String field;

    FieldKind(String value, String boxed, String field) {
        this.value = value;
        this.boxed = boxed;
        this.field = field;
    }

    static Optional<FieldKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(name)).findFirst();
    }

    /** Returns the names of all, as a definition spells them. */
    static String names() {
        return Arrays.stream(values()).map(FieldKind::code).collect(Collectors.joining(", ")) + ", " + REFERENCE;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the Java type that a value class wraps. */
    String value() {
        return value;
    }

    /** Returns the same type where it may be null. */
    String boxed() {
        return boxed;
    }

    /** Returns the type of the constant that declares the field. */
    String field(String recordType) {
        return field.formatted(recordType);
    }

    /** Returns true if the value is text that can be searched. */
    boolean isSearchable() {
        return this == TEXT || this == LONGTEXT;
    }
}
