package io.github.stockroom.domain.shared;

import static org.quicktheories.impl.Constraint.between;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;

/** Generators of values for the property tests of this package. */
final class Generated {

    /** Ranges of code points that the rules for text treat in different ways; ordinary letters come up most often. */
    private static final List<int[]> RANGES = List.of(
            new int[] {'a', 'z'},
            new int[] {'A', 'Z'},
            new int[] {' ', '~'},
            new int[] {0x01, 0x1f},
            new int[] {0x80, 0xff},
            new int[] {0x100, 0x24f},
            new int[] {0x300, 0x36f},
            new int[] {0x900, 0x97f},
            new int[] {0x1100, 0x11ff},
            new int[] {0x1e00, 0x1eff},
            new int[] {0x2000, 0x206f},
            new int[] {0xac00, 0xac30},
            new int[] {0xf900, 0xfaff},
            new int[] {0xfe00, 0xffef},
            new int[] {0x1d100, 0x1d1ff},
            new int[] {0x1f300, 0x1f64f},
            new int[] {0xe0000, 0xe01ef},
            new int[] {0x10fff0, 0x10ffff});

    private Generated() {}

    /** Text that every database can store, of 0 to 20 code points: too few for a run of marks that is refused. */
    static Gen<String> storableText() {
        return in -> text(in, 0, 20, false);
    }

    /** Strings in which null characters and halves of surrogate pairs occur. */
    static Gen<String> anyString() {
        return in -> text(in, 0, 40, true);
    }

    /** Text of 200 to 300 code points, about as long as the longest that is sorted. */
    static Gen<String> longText() {
        return in -> text(in, 200, 300, false);
    }

    /** Numbers of up to 60 digits, of which up to 30 are behind the point or as many zeros before it. */
    static Gen<BigDecimal> decimal() {
        return in -> new BigDecimal(
                BigInteger.valueOf(in.next(between(Long.MIN_VALUE, Long.MAX_VALUE)))
                        .shiftRight(number(in, 0, 63))
                        .multiply(BigInteger.TEN.pow(number(in, 0, 40))),
                number(in, -30, 30));
    }

    private static String text(RandomnessSource in, int least, int most, boolean broken) {
        var text = new StringBuilder();
        int length = number(in, least, most);
        for (int i = 0; i < length; i++) {
            if (broken && number(in, 0, 30) == 30) {
                text.append((char) (number(in, 0, 1) == 0 ? 0 : number(in, 0xd800, 0xdfff)));
            } else {
                int[] range = RANGES.get(number(in, 0, RANGES.size() - 1));
                text.appendCodePoint(number(in, range[0], range[1]));
            }
        }
        return text.toString();
    }

    private static int number(RandomnessSource in, int least, int most) {
        return (int) in.next(between(least, most));
    }
}
