package io.github.stockroom.generator;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names that a field or a resource cannot have, and why. */
final class Reserved {

    /** The key words of PostgreSQL and H2 that cannot be the name of a column or a table without quotes. */
    private static final Set<String> SQL = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization between binary both case cast
            check collate collation column concurrently constraint create cross current_catalog
            current_date current_path current_role current_schema current_time current_timestamp
            current_user day default deferrable desc distinct do else end except exists false fetch for
            foreign freeze from full grant group groups having hour if ilike in initially inner intersect
            interval into is isnull join key lateral leading left like limit localtime localtimestamp minus
            minute month natural not notnull null offset on only or order outer over overlaps partition
            placing primary qualify range references regexp returning right row rownum rows second select
            session_user set similar some symmetric system_user table tablesample then to top trailing true
            uescape union unique unknown user using value values variadic verbose when where window with
            year""".split("\\s+"));

    /** The parameters of a list, and what a filter is told apart from them by. */
    private static final Set<String> PARAMETERS = Set.of(
            "q",
            "sort",
            "fields",
            "limit",
            "offset",
            "cursor",
            "format",
            "csv_safe",
            "csv_bom",
            "csv_separator",
            "fbclid");

    /** Names of parts that every record has besides its fields, in Java or on the wire. */
    private static final Set<String> OWN = Set.of("id", "version", "details", "line");

    /** Methods of every object, which a record cannot have components of. */
    private static final Set<String> METHODS =
            Set.of("clone", "finalize", "get_class", "hash_code", "notify", "notify_all", "to_string", "wait");

    private Reserved() {}

    /** Returns why a field cannot have this name; empty if it can. */
    static Optional<String> field(String name) {
        if (OWN.contains(name)) {
            return Optional.of("every record has one of its own");
        }
        if (PARAMETERS.contains(name) || name.startsWith("utm_")) {
            return Optional.of("it is a query parameter of lists");
        }
        if (METHODS.contains(name)) {
            return Optional.of("every Java object has a method of this name");
        }
        return word(name);
    }

    /** Returns why neither a field nor a resource can have this name; empty if it can. */
    static Optional<String> word(String name) {
        return java(name).or(() -> SQL.contains(name) ? Optional.of("it is a key word of SQL") : Optional.empty());
    }

    /** Returns why a variable cannot have this name; empty if it can. */
    static Optional<String> java(String name) {
        return SourceVersion.isKeyword(Words.variable(name))
                ? Optional.of("it is a key word of Java")
                : Optional.empty();
    }

    /** Returns true if a class of this simple name would hide another one that the code of a resource uses. */
    static boolean isClass(String simpleName) {
        if (JavaFile.isTaken(simpleName)) {
            return true;
        }
        try {
            Class.forName("java.lang." + simpleName, false, Reserved.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
