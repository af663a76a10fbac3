package io.github.stockroom.generator;

import java.util.List;
import java.util.Optional;

/**
 * A field of a resource.
 *
 * @param name as callers spell it and the column is called, such as {@code in_stock}
 * @param variable the component of the details, such as {@code inStock}
 * @param type the value class, such as {@code InStock}; of a reference the id of the other record
 * @param kind of what is stored: of a reference that of ids
 * @param arguments of the type, already checked
 * @param target what the field refers to; empty if it is no reference
 */
record FieldDefinition(
        String name,
        String variable,
        String type,
        FieldKind kind,
        List<String> arguments,
        Modifiers modifiers,
        Optional<Target> target) {

    FieldDefinition {
        arguments = List.copyOf(arguments);
    }

    boolean isReference() {
        return target.isPresent();
    }

    /** Returns true if it refers to records of the same kind. */
    boolean isReferenceTo(String recordType) {
        return target.filter(other -> other.type().equals(recordType)).isPresent();
    }

    /** Returns true if records may lack it. */
    boolean optional() {
        return modifiers.optional();
    }

    /** Returns true if no two records share a value. */
    boolean unique() {
        return modifiers.unique();
    }

    /** Returns true if its value is set when a record is created, and never changed. */
    boolean readOnly() {
        return modifiers.readOnly();
    }

    /** Returns the value of a new record that names no value; empty if it must name one. */
    Optional<DefaultValue> byDefault() {
        return modifiers.byDefault().map(text -> new DefaultValue(this, text));
    }

    /** Returns true if every new record must name it. */
    boolean required() {
        return !optional() && modifiers.byDefault().isEmpty();
    }

    String constant() {
        return Words.constant(name);
    }

    String label() {
        return Words.capitalised(Words.plain(name));
    }

    /** Returns what it is called in a sentence. */
    String words() {
        return variable.equals("name") ? "name" : Words.plain(name);
    }

    long argument(int index) {
        return Long.parseLong(arguments.get(index));
    }

    /** Returns the value that some details have, as Java code; of a field that may be empty it may be null. */
    String valueOf(String details) {
        String held = details + "." + variable + "()";
        return optional() ? "%1$s == null ? null : %1$s.value()".formatted(held) : held + ".value()";
    }

    /** Returns a value made of Java code, which is null if the field may be empty and the code says so. */
    String made(String code, String isNull) {
        String made = "new " + type + "(" + code + ")";
        return optional() ? isNull + " ? null : " + made : made;
    }

    String nullable(String code) {
        return optional() ? "@Nullable " + code : code;
    }
}
