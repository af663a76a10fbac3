package io.github.stockroom.generator;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The value of a field where a new record names none. */
final class DefaultValue {

    private final FieldDefinition field;
    private final String text;

    DefaultValue(FieldDefinition field, String text) {
        this.field = field;
        this.text = text;
    }

    /** Returns why a field of this type cannot have this default; empty if it can. */
    static Optional<String> fault(FieldKind kind, List<String> arguments, String text) {
        try {
            return fits(kind, arguments, text)
                    ? Optional.empty()
                    : Optional.of("'%s' is no %s that the field could have.".formatted(text, kind.code()));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.of("'%s' is no %s; write it as %s.".formatted(text, kind.code(), example(kind)));
        }
    }

    private static boolean fits(FieldKind kind, List<String> arguments, String text) {
        return switch (kind) {
            case TEXT -> isText(text) && text.codePointCount(0, text.length()) <= Long.parseLong(arguments.get(0));
            case LONGTEXT -> isText(text);
            case INTEGER -> {
                long number = Long.parseLong(text);
                yield number >= Long.parseLong(arguments.get(0)) && number <= Long.parseLong(arguments.get(1));
            }
            case DECIMAL -> {
                BigDecimal number = new BigDecimal(text).stripTrailingZeros();
                int scale = Integer.parseInt(arguments.get(1));
                yield number.scale() <= scale
                        && (long) number.precision() - number.scale() <= Long.parseLong(arguments.get(0)) - scale;
            }
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case DATE -> isOfFourDigits(LocalDate.parse(text).getYear());
            case TIMESTAMP -> isOfFourDigits(OffsetDateTime.parse(text).getYear());
            case UUID -> UUID.fromString(text).toString().equals(text);
            case CHOICE -> arguments.contains(text);
        };
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.equals(text.strip()) && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isOfFourDigits(int year) {
        return year >= 1 && year <= 9_999;
    }

    private static String example(FieldKind kind) {
        return switch (kind) {
            case INTEGER -> "5";
            case DECIMAL -> "12.50";
            case DATE -> "2026-01-31";
            case TIMESTAMP -> "2026-01-31T12:00:00Z";
            case UUID -> "0190a5f0-0000-7000-8000-000000000001";
            case TEXT, LONGTEXT, BOOLEAN, CHOICE -> "text";
        };
    }

    /** Returns it as Java code of what the value class wraps. */
    String code() {
        return switch (field.kind()) {
            case TEXT, LONGTEXT, CHOICE -> quoted();
            case INTEGER -> literal();
            case DECIMAL -> "new BigDecimal(\"" + plain() + "\")";
            case BOOLEAN -> text;
            case DATE -> {
                LocalDate day = LocalDate.parse(text);
                yield "LocalDate.of(%d, %d, %d)".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            }
            case TIMESTAMP -> "Instant.parse(\"" + instant() + "\")";
            case UUID -> "UUID.fromString(\"" + text + "\")";
        };
    }

    /** Returns it as Java code of what the document shows. */
    String shown() {
        return switch (field.kind()) {
            case TIMESTAMP -> "Timestamp.format(" + field.type() + ".DEFAULT.value())";
            case DATE, UUID -> field.type() + ".DEFAULT.value().toString()";
            default -> field.type() + ".DEFAULT.value()";
        };
    }

    /** Returns it as text in a form. */
    String typed() {
        return switch (field.kind()) {
            case TIMESTAMP -> instant().toString();
            case DECIMAL -> plain();
            default -> text;
        };
    }

    private String plain() {
        return new BigDecimal(text).setScale((int) field.argument(1)).toPlainString();
    }

    private Instant instant() {
        return OffsetDateTime.parse(text).toInstant();
    }

    private String literal() {
        long number = Long.parseLong(text);
        return number + (number == (int) number ? "" : "L");
    }

    private String quoted() {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
