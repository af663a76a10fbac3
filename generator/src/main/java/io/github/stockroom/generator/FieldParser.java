package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code name:type(arguments)?,unique}. */
final class FieldParser {

    private static final Pattern FORM = Pattern.compile("([^:]*):([^(?,=]*)(\\(([^)]*)\\))?(.*)");

    /** More would not fit into the entry of an index: at most 2,704 octets, four for a code point. */
    private static final long MAX_TEXT = 600;

    private static final long MAX_PRECISION = 1_000;
    private static final int MAX_CHOICES = 100;
    private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,49}");

    private final Target self;
    private final Tree tree;
    private final List<String> faults;

    /**
     * @param self the resource that the fields are of
     * @param tree where the resources are that fields refer to
     * @param faults gets a sentence for each fault
     */
    FieldParser(Target self, Tree tree, List<String> faults) {
        this.self = self;
        this.tree = tree;
        this.faults = faults;
    }

    Optional<FieldDefinition> parse(String text, List<FieldDefinition> before) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return fault("'%s' is no field: write name:type, such as title:text(200).", text);
        }
        String name = form.group(1);
        if (!Words.isName(name) || name.length() > 40) {
            return fault(
                    "The field name '%s' must be of at most 40 lower-case letters, digits and single underscores between"
                            + " them, and begin with a letter.",
                    name);
        }
        Optional<String> reserved = Reserved.field(name);
        if (reserved.isPresent()) {
            return fault("No field can be called '%s': %s.", name, reserved.get());
        }
        if (before.stream().anyMatch(field -> field.name().equals(name))) {
            return fault("Two fields are called '%s'.", name);
        }
        boolean isReference = form.group(2).equals(FieldKind.REFERENCE);
        Optional<FieldKind> kind = FieldKind.named(form.group(2));
        if (kind.isEmpty() && !isReference) {
            return fault(
                    "There is no type '%s', which '%s' has; there are %s.", form.group(2), name, FieldKind.names());
        }
        Modifiers modifiers;
        try {
            modifiers = Modifiers.parse(name, form.group(5));
        } catch (DefinitionException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
        List<String> arguments = arguments(form.group(4));
        if (isReference) {
            return reference(name, arguments, modifiers);
        }
        Optional<String> fault = argumentFault(kind.get(), arguments).or(() -> modifiers.fault(kind.get(), arguments));
        if (fault.isPresent()) {
            return fault("'%s': %s", name, fault.get());
        }
        String variable = variable(name, before);
        return Optional.of(new FieldDefinition(
                name, variable, type(variable, before), kind.get(), arguments, modifiers, Optional.empty()));
    }

    private Optional<FieldDefinition> reference(String name, List<String> arguments, Modifiers modifiers) {
        if (arguments.size() != 1) {
            return fault("'%s': write ref(resource), such as ref(products).", name);
        }
        if (modifiers.byDefault().isPresent()) {
            return fault("'%s': a reference has no default, as no record may have that id.", name);
        }
        boolean toSelf = arguments.get(0).equals(self.name());
        if (toSelf && !modifiers.optional()) {
            return fault(
                    "'%1$s': the first of the %2$s could not refer to another one; write ref(%2$s)?.",
                    name, self.name());
        }
        Target target;
        try {
            target = toSelf ? self : Target.of(KnownResource.named(arguments.get(0), tree), tree);
        } catch (DefinitionException e) {
            return fault("'%s': %s", name, String.join(" ", e.faults()));
        }
        return Optional.of(new FieldDefinition(
                name,
                Words.variable(name),
                target.type() + "Id",
                target.uuids() ? FieldKind.UUID : FieldKind.INTEGER,
                List.of(),
                modifiers,
                Optional.of(target)));
    }

    private Optional<FieldDefinition> fault(String sentence, Object... values) {
        faults.add(sentence.formatted(values));
        return Optional.empty();
    }

    private static List<String> arguments(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static Optional<String> argumentFault(FieldKind kind, List<String> arguments) {
        return switch (kind) {
            case TEXT ->
                arguments.size() == 1 && isBetween(arguments.get(0), 1, MAX_TEXT)
                        ? Optional.empty()
                        : Optional.of("write text(n), n from 1 to %d code points; longtext has no limit."
                                .formatted(MAX_TEXT));
            case INTEGER ->
                isRange(arguments)
                        ? Optional.empty()
                        : Optional.of("write integer(min,max) with min below max, both of 64 bits.");
            case DECIMAL ->
                isPrecision(arguments)
                        ? Optional.empty()
                        : Optional.of(
                                "write decimal(p,s) with p from 1 to %d digits, s of them, from 0 to p, behind the point."
                                        .formatted(MAX_PRECISION));
            case CHOICE ->
                areChoices(arguments)
                        ? Optional.empty()
                        : Optional.of(
                                ("write choice(a,b) with 2 to %d different choices of at most 50 ASCII letters, digits,"
                                                + " spaces, dots, hyphens and underscores.")
                                        .formatted(MAX_CHOICES));
            case LONGTEXT, BOOLEAN, DATE, TIMESTAMP, UUID ->
                arguments.isEmpty() ? Optional.empty() : Optional.of(kind.code() + " takes nothing in parentheses.");
        };
    }

    private static boolean isPrecision(List<String> arguments) {
        return arguments.size() == 2
                && isBetween(arguments.get(0), 1, MAX_PRECISION)
                && isBetween(arguments.get(1), 0, Long.parseLong(arguments.get(0)));
    }

    private static boolean isRange(List<String> arguments) {
        return arguments.size() == 2
                && isBetween(arguments.get(0), Long.MIN_VALUE, Long.MAX_VALUE - 1)
                && isBetween(arguments.get(1), Long.parseLong(arguments.get(0)) + 1, Long.MAX_VALUE);
    }

    private static boolean areChoices(List<String> arguments) {
        return arguments.size() > 1
                && arguments.size() <= MAX_CHOICES
                && arguments.stream().distinct().count() == arguments.size()
                && arguments.stream()
                        .allMatch(choice -> CHOICE.matcher(choice).matches() && choice.equals(choice.strip()));
    }

    private static boolean isBetween(String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            return number >= min && number <= max;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String variable(String name, List<FieldDefinition> before) {
        boolean isOwn = Words.type(name).equals(self.type());
        boolean isFree = before.stream().noneMatch(field -> field.variable().equals("name"));
        return isOwn && isFree ? "name" : Words.variable(name);
    }

    /** Returns the class of the values; with the record in front if it would hide another one. */
    private String type(String variable, List<FieldDefinition> before) {
        String plain = Words.capitalised(variable);
        List<String> taken =
                new ArrayList<>(before.stream().map(FieldDefinition::type).toList());
        List.of(
                        "",
                        "Id",
                        "Details",
                        "Fields",
                        "Catalog",
                        "Repository",
                        "Service",
                        "Resource",
                        "Routes",
                        "Fixture",
                        "Test")
                .forEach(ending -> taken.add(self.type() + ending));
        boolean isGeneral =
                variable.equals("name") || plain.length() == 1 || Reserved.isClass(plain) || taken.contains(plain);
        return isGeneral ? self.type() + plain : plain;
    }
}
