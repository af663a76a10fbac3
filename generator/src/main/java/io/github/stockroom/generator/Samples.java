package io.github.stockroom.generator;

import java.math.BigDecimal;
import java.util.List;

/** Values that tests give a field, as Java code. */
final class Samples {

    /** As many records as contracts number. */
    private static final int NUMBERS = 10_000;

    static final String UUID_EXAMPLE = "\"0190a5f0-0000-7000-8000-000000000001\"";

    private final FieldDefinition field;

    Samples(FieldDefinition field) {
        this.field = field;
    }

    /** Returns a value that follows the {@code int} variable {@code number}, from 0 to 10,000. */
    String numbered() {
        return numbered("number");
    }

    /** Returns a value that follows an {@code int} variable, from 0 to 10,000. */
    String numbered(String number) {
        if (field.isReference()) {
            return id(field.unique() ? number + " + 1" : "1");
        }
        return switch (field.kind()) {
            case TEXT -> text(number);
            case LONGTEXT -> "\"" + field.label() + " \" + " + number;
            case INTEGER -> {
                long min = field.argument(0);
                long range = field.argument(1) - min + 1;
                String rising = range > 0 && range <= NUMBERS ? number + " % " + range : number;
                yield min == 0 ? rising : field.type() + ".MIN + " + rising;
            }
            case DECIMAL -> {
                boolean fits = field.argument(0) >= Integer.toString(NUMBERS).length();
                yield "BigDecimal.valueOf(%s, %s.SCALE)"
                        .formatted(
                                fits ? number : number + " % " + BigDecimal.TEN.pow((int) field.argument(0)),
                                field.type());
            }
            case BOOLEAN -> number + " % 2 == 0";
            case DATE -> "LocalDate.of(2000, 1, 1).plusDays(" + number + ")";
            case TIMESTAMP -> "Instant.parse(\"2000-01-01T00:00:00Z\").plusSeconds(" + number + ")";
            case UUID -> "new UUID(0, " + number + ")";
            case CHOICE -> "%1$s.CHOICES.get(%2$s %% %1$s.CHOICES.size())".formatted(field.type(), number);
        };
    }

    /** Returns a value of a reference. */
    private String id(String number) {
        return field.kind() == FieldKind.UUID ? "new UUID(0, " + number + ")" : number;
    }

    /** Returns the id of no record, as a value of a reference. */
    String missing() {
        return id("404_404L");
    }

    private String text(String number) {
        int digits = Integer.toString(NUMBERS).length();
        if (field.label().length() + 1 + digits <= field.argument(0)) {
            return "\"" + field.label() + " \" + " + number;
        }
        return field.unique()
                ? "Integer.toString(" + number + ", Character.MAX_RADIX)"
                : "Text.start(" + number + " + \" " + field.label() + "\", " + field.type() + ".MAX_LENGTH)";
    }

    /** Returns values at the ends of what the field takes; texts are not among them. */
    List<String> extremes() {
        if (field.isReference()) {
            return List.of();
        }
        String type = field.type();
        return switch (field.kind()) {
            case TEXT -> List.of();
            case LONGTEXT -> List.of("\"\"");
            case INTEGER -> List.of(type + ".MIN", type + ".MAX");
            case DECIMAL -> {
                int scale = (int) field.argument(1);
                BigDecimal most = BigDecimal.TEN
                        .pow((int) field.argument(0) - scale)
                        .subtract(BigDecimal.ONE.movePointLeft(scale));
                String max = most.toPlainString();
                yield List.of("new BigDecimal(\"-" + max + "\")", "BigDecimal.ZERO", "new BigDecimal(\"" + max + "\")");
            }
            case BOOLEAN -> List.of("false", "true");
            case DATE -> List.of("LocalDate.of(1, 1, 1)", "LocalDate.of(9999, 12, 31)");
            case TIMESTAMP ->
                List.of("Instant.parse(\"0001-01-01T00:00:00Z\")", "Instant.parse(\"9999-12-31T23:59:59.999999Z\")");
            case UUID -> List.of("new UUID(0, 0)", "new UUID(-1, -1)");
            case CHOICE -> List.of();
        };
    }

    /** Returns the code of all odd texts that the field should keep; empty if it holds no text. */
    String texts() {
        return switch (field.kind()) {
            case TEXT -> "oddTexts(" + field.type() + ".MAX_LENGTH)";
            case LONGTEXT -> "oddTexts(2_000)";
            case CHOICE -> field.type() + ".CHOICES.stream()";
            default -> "";
        };
    }

    /** Returns one constant, the same or another one by its number: 1 or 2. */
    String constant(int number) {
        if (field.isReference()) {
            return id(Integer.toString(number));
        }
        return switch (field.kind()) {
            case TEXT ->
                "\"" + (field.label().length() + 2 <= field.argument(0) ? field.label() + " " + number : number) + "\"";
            case LONGTEXT -> "\"" + field.label() + " " + number + "\"";
            case INTEGER -> literal(field.argument(0) + number - 1);
            case DECIMAL -> "BigDecimal.valueOf(" + number + ", " + field.argument(1) + ")";
            case BOOLEAN -> Boolean.toString(number == 1);
            case DATE -> "LocalDate.of(2000, 1, " + number + ")";
            case TIMESTAMP -> "Instant.ofEpochSecond(" + number + ")";
            case UUID -> "new UUID(0, " + number + ")";
            case CHOICE ->
                "\"" + field.arguments().get((number - 1) % field.arguments().size()) + "\"";
        };
    }

    /** Returns an example for the document, as Java code. */
    String example() {
        if (field.isReference() && field.kind() == FieldKind.INTEGER) {
            return "1";
        }
        return switch (field.kind()) {
            case TEXT -> "\"" + start(field.label(), (int) Math.min(60, field.argument(0))) + "\"";
            case LONGTEXT -> "\"" + field.label() + ".\"";
            case INTEGER -> literal(Math.min(Math.max(180, field.argument(0)), field.argument(1)));
            case DECIMAL -> {
                int scale = (int) field.argument(1);
                BigDecimal most = BigDecimal.TEN
                        .pow((int) field.argument(0) - scale)
                        .subtract(BigDecimal.ONE.movePointLeft(scale));
                yield "new BigDecimal(\""
                        + most.min(new BigDecimal("12.5")).setScale(scale, java.math.RoundingMode.DOWN) + "\")";
            }
            case BOOLEAN -> "true";
            case DATE -> "\"2026-01-31\"";
            case TIMESTAMP -> "\"2026-01-31T12:00:00.000000Z\"";
            case UUID -> UUID_EXAMPLE;
            case CHOICE -> "\"" + field.arguments().get(0) + "\"";
        };
    }

    private static String literal(long number) {
        return number + (number == (int) number ? "" : "L");
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(text.length(), length)).strip();
    }
}
