package io.github.stockroom.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Compares the table with ICU. With {@code -Dstockroom.order=write} it writes the table instead. Stored keys are made
 * with it: records need a migration after it has changed.
 */
class TextOrderTableTest {

    private static final Path FILE =
            Path.of("src/main/resources/io/github/stockroom/domain/shared", TextOrderTable.FILE);

    @Test
    void tableIsWhatIcuSays() throws IOException {
        List<String> lines = IcuOrder.table();
        if ("write".equals(System.getProperty("stockroom.order"))) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        }

        assertThat(Files.readAllLines(FILE))
                .as(FILE + " is out of date; -Dstockroom.order=write writes it")
                .isEqualTo(lines);
    }

    @Test
    void listedCharactersAreInTheOrderOfIcu() {
        List<Integer> listed = new ArrayList<>(IntStream.rangeClosed(1, 0x10ffff)
                .filter(IcuOrder::isListed)
                .filter(c -> Normalizer2.getNFCInstance().isNormalized(Character.toString(c)))
                .filter(c ->
                        IcuOrder.primaries(Character.toString(c)).stream().allMatch(primary -> primary < 0xfa000000L))
                .boxed()
                .toList());
        assertThat(listed).hasSizeGreaterThan(40_000);
        Collections.shuffle(listed, new Random(1));
        for (int i = 1; i < listed.size(); i++) {
            assertSameOrder(Character.toString(listed.get(i - 1)), Character.toString(listed.get(i)));
        }
    }

    @Test
    void wordsAreInTheOrderOfIcu() {
        String letters = "aAáäæbcdzß 019-_.,'\"$&øłđþαΩάбйאبहिंกเแไ가각힣ㄱカガﷺ①½ﬁ";
        int[] all = letters.codePoints().toArray();
        var random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            assertSameOrder(word(all, random), word(all, random));
        }
    }

    private static String word(int[] all, Random random) {
        int[] word =
                random.ints(random.nextInt(5), 0, all.length).map(i -> all[i]).toArray();
        return new String(word, 0, word.length);
    }

    private static void assertSameOrder(String a, String b) {
        int expected = compare(IcuOrder.primaries(a), IcuOrder.primaries(b));
        int actual = weights(a).compareTo(weights(b));
        assertThat(Integer.signum(actual)).as("%s and %s", a, b).isEqualTo(expected);
    }

    private static int compare(List<Long> a, List<Long> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.signum(a.size() - b.size());
    }

    private static String weights(String text) {
        String key = TextOrder.key(text);
        return key.substring(0, key.indexOf('\u0001'));
    }

    /** The table in use was read once, when its class was loaded. */
    @Test
    void aTableHasTheWeightsThatItsFileLists() throws IOException {
        TextOrderTable table = TextOrderTable.load();
        for (String line : Files.readAllLines(FILE)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" ");
                String[] range = parts[0].split("\\+");
                int first = Integer.parseInt(range[0], 16);
                int more = range.length == 1 ? 0 : Integer.parseInt(range[1], 16);
                for (int i = 0; i <= more; i++) {
                    var expected = new StringBuilder();
                    for (int j = 1; j < parts.length; j++) {
                        int weight = Integer.parseInt(parts[j], 16);
                        expected.append((char) (j == parts.length - 1 ? weight + i : weight));
                    }
                    var weights = new StringBuilder();
                    table.appendWeights(Character.toString(first + i), weights);
                    assertThat(weights.toString()).as(line).isEqualTo(expected.toString());
                }
            }
        }
    }

    @Test
    void charactersThatTheFileLacksHaveWeightsFromTheirCodePoint() {
        TextOrderTable table = TextOrderTable.load();
        var weights = new StringBuilder();
        table.appendWeights("\u4e00\u9fff\uac00\uac01\udbff\udfff", weights);

        var jamo = new StringBuilder();
        table.appendWeights("\u1100\u1161\u1100\u1161\u11a8", jamo);
        assertThat(weights.toString()).isEqualTo("\u4e00\u9fff" + jamo + "\ucf43\u407f");
    }
}
