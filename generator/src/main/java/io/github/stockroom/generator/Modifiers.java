package io.github.stockroom.generator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a definition behind the type of a field.
 *
 * @param optional {@code ?}: records may lack it
 * @param byDefault {@code =true}: the value where a new record names none
 * @param unique {@code ,unique}: no two records share a value
 * @param readOnly {@code ,readonly}: set when a record is created, and never changed
 */
record Modifiers(boolean optional, Optional<String> byDefault, boolean unique, boolean readOnly) {

    static final Modifiers NONE = new Modifiers(false, Optional.empty(), false, false);

    private static final Pattern FORM = Pattern.compile("(\\?)?(?:=([^,]*))?((?:,[^,]*)*)");
    private static final String MEANINGLESS =
            "'%s' behind the type of '%s' means nothing; only ?, =default, ,unique and ,readonly do, in this order.";
    private static final List<String> WORDS = List.of("unique", "readonly");

    /** @throws DefinitionException if it means nothing */
    static Modifiers parse(String field, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new DefinitionException(MEANINGLESS.formatted(text, field));
        }
        List<String> words = Arrays.stream(form.group(3).split(","))
                .skip(1)
                .map(String::strip)
                .toList();
        for (String word : words) {
            if (!WORDS.contains(word)) {
                throw new DefinitionException(MEANINGLESS.formatted("," + word, field));
            }
            if (words.indexOf(word) != words.lastIndexOf(word)) {
                throw new DefinitionException("'%s' is %s twice.".formatted(field, word));
            }
        }
        return new Modifiers(
                form.group(1) != null,
                Optional.ofNullable(form.group(2)),
                words.contains("unique"),
                words.contains("readonly"));
    }

    /** Returns why a field of this type cannot have them; empty if it can. */
    Optional<String> fault(FieldKind kind, List<String> arguments) {
        if (byDefault.isPresent() && optional) {
            return Optional.of("a field has a default or may be null, not both: a record without it would be unclear.");
        }
        if (byDefault.isPresent() && unique) {
            return Optional.of("a unique field has no default: the second record would take what is taken.");
        }
        return byDefault
                .flatMap(text -> DefaultValue.fault(kind, arguments, text))
                .or(() -> unique ? Uniqueness.fault(kind, arguments) : Optional.empty());
    }
}
