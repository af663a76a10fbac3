package io.github.stockroom.rest.rows;

import static io.github.stockroom.rest.ProblemAssertions.codeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.json.JsonReader;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.query.FormReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that never end are refused while they are read: with few bytes read, and little memory taken. */
class HostileRecordsTest {

    private static final RecordLimits LIMITS = new RecordLimits(1_000);
    private static final RecordReader<Object> FORMAT =
            new RecordReader<>(Set.of("a"), Set.of(), object -> object, object -> Map.of());

    /** The bytes that the text of 1,000 members may take up, read ahead included. */
    private static final int FEW_BYTES = 100_000;

    private static final int RECORD_BYTES = RecordLimits.MAX_CHARACTERS + 100_000;

    /** Bytes of heap that are allocated for a record at the most, garbage included. */
    private static final long RECORD_HEAP = 20_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "JSON | [{ | \"%x\":0,",
                "JSON | [{\"a\":1},{ | \"%x\":0,",
                "JSON | [{\"x\":{ | \"%x\":0,",
                "JSON | [{\"x\":[ | 0,",
                "JSON | [{\"x\":[ | {},",
                "JSON | [[ | [],",
                "JSON | [{\"x\":[[ | 1],[2,",
                "CSV | a | ,a%x",
                "CSV | a\\n1 | ,",
                "CSV | a\\n1 | ,\"\"",
            })
    void refusesOneMemberTooMany(BodyFormat format, String start, String unit) {
        var text = new Endless(start.replace("\\n", "\n"), i -> unit.formatted(i));
        long before = allocated();
        assertThat(codeOf(() -> readAll(format, text))).isEqualTo("too-many-members");
        assertThat(text.bytes).isLessThan(FEW_BYTES);
        assertThat(allocated() - before).isLessThan(RECORD_HEAP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "JSON | [{\"a\":\" | aaaaaaaa",
                "JSON | [{\"a\":1},{\"x\":\" | aaaaaaaa",
                "JSON | [{\" | aaaaaaaa",
                "JSON | [{\"x\":[[\" | \\u0041",
                "CSV | a\\n\" | aaaaaaaa",
                "CSV | a\\n\" | \"\"\"\"",
                "CSV | a\\n | aaaaaaaa",
                "CSV | | aaaaaaaa",
            })
    void refusesARecordThatIsTooLong(BodyFormat format, String start, String unit) {
        String repeated = unit.replace("\\n", "\n");
        var text = new Endless(start == null ? "" : start.replace("\\n", "\n"), i -> repeated);
        long before = allocated();
        assertThat(codeOf(() -> readAll(format, text))).isIn("record-too-large", "malformed-json");
        assertThat(text.bytes).isLessThan(RECORD_BYTES);
        assertThat(allocated() - before).isLessThan(RECORD_HEAP);
    }

    /** White space is not counted, unless it is kept. */
    @Test
    void refusesTextOfNothingButWhiteSpace() {
        String spaces = " ".repeat(1_000);
        String ends = "\n".repeat(1_000);
        long before = allocated();
        assertThat(codeOf(() -> readAll(BodyFormat.JSON, new Endless("[{\"a\":\"", i -> spaces))))
                .isEqualTo("malformed-json");
        assertThat(codeOf(() -> readAll(BodyFormat.CSV, new Endless("a\n\"", i -> ends))))
                .isEqualTo("malformed-csv");
        assertThat(allocated() - before).isLessThan(3 * RECORD_HEAP);
    }

    @Test
    void whiteSpaceBetweenRecordsDoesNotCount() {
        String space = " \r\n".repeat(1_000_000);
        readAll(BodyFormat.JSON, bytes("[" + space + "{\"a\":1}" + space + "," + space + "{}" + space + "]" + space));
        readAll(BodyFormat.CSV, bytes("a\n1\n" + "\r\n".repeat(1_000_000) + "2\n"));
    }

    @Test
    void aLineOfTooManyMembersIsABadRowAndTheNextOneIsRead() {
        Iterator<Row> rows = rows(BodyFormat.NDJSON, bytes("{" + members(1_001) + "}\n{\"a\":1}\n"));
        assertThat(violationOf(rows.next())).isEqualTo("too-many-members");
        assertThat(rows.next().members().get().has("a")).isTrue();
    }

    @Test
    void aLineThatIsTooLongTakesNoMoreThanALineThatIsNot() {
        byte[] line = ("{\"a\":\"" + "a".repeat(10_000_000) + "\"}\n{\"a\":1}").getBytes(UTF_8);
        long before = allocated();
        Iterator<Row> rows = rows(BodyFormat.NDJSON, new ByteArrayInputStream(line));
        assertThat(violationOf(rows.next())).isEqualTo("too-long");
        assertThat(rows.next().members().get().has("a")).isTrue();
        assertThat(allocated() - before).isLessThan(RECORD_HEAP);
    }

    @Test
    void takesAsManyMembersAsAllowed() {
        String most = "{" + members(1_000) + "}";
        assertThat(JsonReader.object(most, LIMITS).names()).hasSize(1_000);
        assertThat(JsonReader.object("{\"a\":[" + "0,".repeat(997) + "{\"b\":[]}]}", LIMITS)
                        .names())
                .hasSize(1);
        Iterator<Row> rows = rows(BodyFormat.JSON, bytes("[" + most + "," + most + "]"));
        rows.next();
        assertThat(rows.next().members().get().names()).hasSize(1_000);
        assertThat(rows.hasNext()).isFalse();
        String form = IntStream.range(0, 1_000).mapToObj(i -> "n" + i).collect(Collectors.joining("&"));
        assertThat(FormReader.object(form.getBytes(UTF_8), LIMITS).names()).hasSize(1_000);
        assertThat(codeOf(() -> FormReader.object((form + "&x").getBytes(UTF_8), LIMITS)))
                .isEqualTo("too-many-members");
    }

    @Test
    void takesRecordsAsLongAsAllowed() {
        String text = "a".repeat(RecordLimits.MAX_CHARACTERS - 100);
        String json = "[{\"a\":\"" + text + "\"},{\"a\":\"" + text + "\"}]";
        String csv = "a\n\"" + text + "\"\n" + text + "\n";
        for (Iterator<Row> rows : List.of(rows(BodyFormat.JSON, bytes(json)), rows(BodyFormat.CSV, bytes(csv)))) {
            assertThat(rows.next().members().get().text("a")).isEqualTo(text);
            assertThat(rows.next().members().get().text("a")).isEqualTo(text);
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void namesThatCollideCostNoMoreThanOthers() {
        // "Aa" and "BB" have one hash code, and so have all texts made of the two
        String members = IntStream.range(0, 1_000)
                .mapToObj(i -> "\"" + colliding(i) + "\":0")
                .collect(Collectors.joining(","));
        assertThat(JsonReader.object("{" + members + "}", LIMITS).names())
                .hasSize(1_000)
                .extracting(String::hashCode)
                .containsOnly("AaAaAaAaAaAaAaAaAaAa".hashCode());
    }

    private static String colliding(int number) {
        return IntStream.range(0, 10)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + i + "\":0").collect(Collectors.joining(","));
    }

    private static void readAll(BodyFormat format, InputStream in) {
        rows(format, in).forEachRemaining(row -> {});
    }

    private static Iterator<Row> rows(BodyFormat format, InputStream in) {
        return format.read(in, FORMAT, LIMITS, RowSource.DEFAULT);
    }

    private static String violationOf(Row row) {
        var failure = catchThrowableOfType(
                ValidationException.class, () -> row.members().get());
        return failure.violations().get(0).code();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Text that goes on for as long as it is read. */
    private static final class Endless extends InputStream {

        private final IntFunction<String> units;
        private byte[] current;
        private int position;
        private int unit;
        private long bytes;

        Endless(String start, IntFunction<String> units) {
            this.units = units;
            current = start.getBytes(UTF_8);
        }

        @Override
        public int read() {
            while (position == current.length) {
                current = units.apply(unit++).getBytes(UTF_8);
                position = 0;
            }
            bytes++;
            return current[position++];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
