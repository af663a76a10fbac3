package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the arguments of the command. */
final class DefinitionParser {

    /** A table with an index for each of more fields would be slow to write. */
    private static final int MAX_FIELDS = 100;

    private static final Pattern PATH = Pattern.compile("(/[a-z0-9]+(-[a-z0-9]+)*)+");
    private static final Set<String> WRITERS = Set.of("anonymous", "user", "admin");
    private static final Set<String> IDS = Set.of("number", "uuid");
    private static final int MAX_NAME = 30;

    private final List<String> faults = new ArrayList<>();
    private final List<String> plain = new ArrayList<>();
    private String path = "";
    private String access = "";
    private String id = "number";
    private String write = "user";
    private String one = "";

    private final Tree tree;

    private DefinitionParser(Tree tree) {
        this.tree = tree;
    }

    /**
     * @param tree where the resources are that fields refer to
     * @throws DefinitionException if anything in it is wrong
     */
    static Definition parse(List<String> arguments, Tree tree) {
        return new DefinitionParser(tree).definition(arguments);
    }

    private Definition definition(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                plain.add(argument);
            } else if (i + 1 == arguments.size()) {
                faults.add("A value is missing behind " + argument + ".");
            } else {
                option(argument, arguments.get(++i));
            }
        }
        if (plain.isEmpty()) {
            throw new DefinitionException("Name the resource in the plural, and then its fields.");
        }
        String plural = plain.get(0);
        if (!isUsable(plural, "The name of the resource")) {
            throw new DefinitionException(faults);
        }
        String singular = one.isEmpty() ? Words.singular(plural) : one;
        if (singular.isEmpty() || singular.equals(plural)) {
            faults.add("The singular of '%s' does not follow from it: write --one and the singular.".formatted(plural));
            throw new DefinitionException(faults);
        }
        if (isName(singular, "The singular")) {
            Reserved.java(singular)
                    .ifPresent(why -> faults.add(
                            "The singular cannot be '%s': %s. Write --one and another one.".formatted(singular, why)));
            if (Reserved.isClass(Words.type(singular))) {
                faults.add(("The singular cannot be '%s': the code of resources uses another class %s. Write --one and"
                                + " another one.")
                        .formatted(singular, Words.type(singular)));
            }
        }
        List<FieldDefinition> fields = fields(plural, singular);
        String where = path.isEmpty() ? "/api/" + Words.hyphenated(plural) : path;
        if (!PATH.matcher(where).matches()) {
            faults.add(
                    "The path '%s' must be of lower-case words, digits and hyphens behind slashes, such as /v1/books."
                            .formatted(where));
        }
        if (!faults.isEmpty()) {
            throw new DefinitionException(faults);
        }
        return new Definition(
                plural,
                singular,
                where,
                access.isEmpty() ? plural : access,
                id.equals("uuid"),
                write.toUpperCase(Locale.ROOT),
                fields);
    }

    private List<FieldDefinition> fields(String plural, String singular) {
        List<String> texts = plain.subList(1, plain.size());
        if (texts.isEmpty()) {
            faults.add("A resource needs a field, such as name:text(200).");
        }
        if (texts.size() > MAX_FIELDS) {
            faults.add("A resource has at most %d fields; these are %d.".formatted(MAX_FIELDS, texts.size()));
            return List.of();
        }
        FieldParser parser = new FieldParser(self(plural, singular), tree, faults);
        List<FieldDefinition> fields = new ArrayList<>();
        texts.forEach(text -> parser.parse(text, fields).ifPresent(fields::add));
        if (!fields.isEmpty() && fields.stream().allMatch(FieldDefinition::readOnly)) {
            faults.add("Some field must not be readonly, or no record could ever be changed.");
        }
        return fields;
    }

    /** Returns the resource itself, which its fields may refer to. */
    private Target self(String plural, String singular) {
        String type = Words.type(singular);
        return new Target(
                plural,
                type,
                singular.replace("_", ""),
                Words.article(Words.plain(singular)) + type,
                Words.constant(access.isEmpty() ? plural : access),
                id.equals("uuid"),
                List.of());
    }

    private void option(String name, String value) {
        switch (name) {
            case "--path" -> path = value;
            case "--one" -> one = value;
            case "--access" -> {
                access = value;
                isUsable(value, "The name in settings");
            }
            case "--id" -> {
                id = value;
                if (!IDS.contains(value)) {
                    faults.add("--id is number or uuid, not '" + value + "'.");
                }
            }
            case "--write" -> {
                write = value;
                if (!WRITERS.contains(value)) {
                    faults.add("--write is anonymous, user or admin, not '" + value + "'.");
                }
            }
            default ->
                faults.add("There is no option " + name + "; there are --path, --id, --one, --access and --write.");
        }
    }

    private boolean isUsable(String name, String what) {
        if (!isName(name, what)) {
            return false;
        }
        Optional<String> reserved = Reserved.word(name);
        reserved.ifPresent(why -> faults.add("%s cannot be '%s': %s.".formatted(what, name, why)));
        return reserved.isEmpty();
    }

    private boolean isName(String name, String what) {
        if (!Words.isName(name) || name.length() > MAX_NAME) {
            faults.add(
                    ("%s, '%s', must be of at most %d lower-case letters, digits and single underscores between them, and"
                                    + " begin with a letter.")
                            .formatted(what, name, MAX_NAME));
            return false;
        }
        return true;
    }
}
