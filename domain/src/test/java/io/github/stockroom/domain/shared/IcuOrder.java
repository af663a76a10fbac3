package io.github.stockroom.domain.shared;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.CollationElementIterator;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes the table of {@link TextOrderTable} from the root collation of ICU. */
final class IcuOrder {

    /** ICU orders Han by radical and stroke. These primary weights and higher ones are not taken over. */
    private static final long FIRST_HAN = 0xfa00_0000L;

    /** Of one char and a trail, how many weights there can be. */
    private static final int TRAILS = 0x800;

    private static final char FIRST_TRAIL = '\ud000';
    private static final char FIRST_BEHIND_ASCII = '\u0080';

    /** Behind the scripts that get one char for each weight, in front of the chars of Han. */
    private static final char FIRST_RARE = '\u4df0';

    private static final RuleBasedCollator ROOT = (RuleBasedCollator) Collator.getInstance(ULocale.ROOT);

    private final TreeMap<Long, String> weights = new TreeMap<>();

    private IcuOrder(NavigableSet<Long> primaries) {
        TreeMap<Long, Character> ascii = ascii();
        char next = 2;
        char lead = next;
        int trails = 0;
        char behind = FIRST_BEHIND_ASCII;
        int rare = 0;
        for (long primary : primaries) {
            Character own = ascii.get(primary);
            if (primary > ascii.lastKey()) {
                if (behind < FIRST_RARE) {
                    weights.put(primary, String.valueOf(behind++));
                } else {
                    char rareLead = (char) (FIRST_RARE + rare / TRAILS);
                    weights.put(primary, "" + rareLead + (char) (FIRST_TRAIL + rare++ % TRAILS));
                }
            } else if (own != null) {
                lead = Character.isLetterOrDigit(own) ? own : ++next;
                trails = 0;
                weights.put(primary, String.valueOf(lead));
            } else {
                if (trails == TRAILS) {
                    lead = ++next;
                    trails = 0;
                }
                weights.put(primary, "" + lead + (char) (FIRST_TRAIL + trails++));
            }
        }
        if (next >= '0' || FIRST_RARE + rare / TRAILS >= '\u4e00') {
            throw new IllegalStateException("the weights have no room");
        }
    }

    /** Returns the lines of the table. */
    static List<String> table() {
        NavigableSet<Long> primaries = new TreeSet<>();
        List<Integer> codePoints = IntStream.rangeClosed(1, 0x10ffff)
                .filter(IcuOrder::isListed)
                .boxed()
                .toList();
        codePoints.forEach(c -> primariesWithoutHan(c).forEach(primaries::add));
        var order = new IcuOrder(primaries);
        var lines = new Lines();
        codePoints.forEach(c -> lines.add(c, order.weights(c)));
        return lines.finish();
    }

    /** Returns the primary weights of ICU, without those that are 0. */
    static List<Long> primaries(String text) {
        CollationElementIterator elements = ROOT.getCollationElementIterator(text);
        List<Long> primaries = new ArrayList<>();
        for (int element = elements.next(); element != CollationElementIterator.NULLORDER; element = elements.next()) {
            long half = element >>> 16;
            if ((element & 0xc0) == 0xc0) { // the lower half of the weight before
                int last = primaries.size() - 1;
                primaries.set(last, primaries.get(last) | half);
            } else {
                primaries.add(half << 16);
            }
        }
        primaries.removeIf(primary -> primary == 0);
        return primaries;
    }

    /** Returns false for characters of which the code knows the weights. */
    static boolean isListed(int c) {
        int type = UCharacter.getType(c);
        boolean assigned = type != UCharacterCategory.UNASSIGNED
                && type != UCharacterCategory.SURROGATE
                && type != UCharacterCategory.PRIVATE_USE;
        return assigned && !(c >= 0xac00 && c <= 0xd7a3) && !isPlainHan(c);
    }

    /** Returns true for Han that are no other spelling of something. */
    static boolean isPlainHan(int c) {
        String text = Character.toString(c);
        return isHan(text) && decomposed(text).equals(text);
    }

    private static boolean isHan(String text) {
        return primaries(text).stream().anyMatch(primary -> primary >= FIRST_HAN);
    }

    private static String decomposed(String text) {
        return Normalizer2.getNFKDInstance().normalize(text);
    }

    private static List<Long> primariesWithoutHan(int c) {
        return primaries(Character.toString(c)).stream()
                .filter(primary -> primary < FIRST_HAN)
                .toList();
    }

    private String weights(int c) {
        String text = Character.toString(c);
        var all = new StringBuilder();
        if (isHan(text)) {
            decomposed(text).codePoints().forEach(part -> {
                if (isPlainHan(part)) {
                    all.append(part >= 0x4e00 && part <= 0x9fff ? Character.toString(part) : other(part));
                } else {
                    all.append(weights(part));
                }
            });
        } else {
            primariesWithoutHan(c).forEach(primary -> all.append(weights.get(primary)));
        }
        return all.toString();
    }

    private static String other(int c) {
        return "" + (char) (0xcf00 + (c >> 14)) + (char) (0x80 + (c & 0x3fff));
    }

    private static TreeMap<Long, Character> ascii() {
        TreeMap<Long, Character> ascii = new TreeMap<>();
        for (char c = ' '; c < 0x7f; c++) {
            ascii.put(primaries(String.valueOf(c)).get(0), Character.toLowerCase(c));
        }
        return ascii;
    }

    /** Joins neighbours whose last char rises with the code point. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>(List.of(
                "# The weights of characters, made from the root collation of ICU4J " + ROOT.getVersion() + " (Unicode "
                        + ROOT.getUCAVersion() + ").",
                "# Unicode data: https://www.unicode.org/license.txt"));
        private int first = -1;
        private int last;
        private String weights = "";

        void add(int c, String next) {
            if (first >= 0 && c == last + 1 && follows(next, c - first)) {
                last = c;
                return;
            }
            write();
            first = c;
            last = c;
            weights = next;
        }

        private boolean follows(String next, int distance) {
            int end = weights.length() - 1;
            return end < 0
                    ? next.isEmpty()
                    : next.length() == end + 1
                            && next.startsWith(weights.substring(0, end))
                            && next.charAt(end) == weights.charAt(end) + distance;
        }

        private void write() {
            if (first < 0) {
                return;
            }
            var line = new StringBuilder(Integer.toHexString(first));
            if (last > first) {
                line.append('+').append(Integer.toHexString(last - first));
            }
            weights.chars().forEach(c -> line.append(' ').append(Integer.toHexString(c)));
            lines.add(line.toString());
        }

        List<String> finish() {
            write();
            return lines;
        }
    }
}
