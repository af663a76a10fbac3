package io.github.stockroom.generator;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Says which fields can be unique: the tests give thousands of records a value each. */
final class Uniqueness {

    private static final long MIN_LENGTH = 3;
    private static final int MIN_DIGITS = 5;
    private static final BigInteger MIN_RANGE = BigInteger.valueOf(100_000);

    private static final String WHY = ", as the tests store thousands of records.";

    private Uniqueness() {}

    /** Returns why a field of this type cannot be unique; empty if it can. */
    static Optional<String> fault(FieldKind kind, List<String> arguments) {
        return switch (kind) {
            case LONGTEXT -> Optional.of("longtext cannot be unique, as no index holds texts of any length.");
            case BOOLEAN, CHOICE ->
                Optional.of(kind.code() + " cannot be unique: there would be no more records than values.");
            case TEXT ->
                Long.parseLong(arguments.get(0)) < MIN_LENGTH
                        ? Optional.of("unique text needs room for %d code points or more".formatted(MIN_LENGTH) + WHY)
                        : Optional.empty();
            case DECIMAL ->
                Integer.parseInt(arguments.get(0)) < MIN_DIGITS
                        ? Optional.of("unique decimals need %d digits or more".formatted(MIN_DIGITS) + WHY)
                        : Optional.empty();
            case INTEGER ->
                range(arguments).compareTo(MIN_RANGE) < 0
                        ? Optional.of("unique integers need a range of %,d values or more".formatted(MIN_RANGE) + WHY)
                        : Optional.empty();
            case DATE, TIMESTAMP, UUID -> Optional.empty();
        };
    }

    private static BigInteger range(List<String> arguments) {
        return new BigInteger(arguments.get(1)).subtract(new BigInteger(arguments.get(0)));
    }
}
