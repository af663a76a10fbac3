package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.rest.record.RecordResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All records of all resources, exported and imported into an empty database. The commands start on their own, which
 * takes most of the time: so there is one format on each database unless the number of rows is given.
 */
@ParameterizedClass(name = "{0}, {1}")
@MethodSource("cases")
class RoundTripTest {

    private static final int FEW = 300;

    /** The least number of records of a resource. */
    private static final int ROWS = Integer.getInteger("stockroom.roundtrip.rows", FEW);

    private static final int ROWS_OF_A_REQUEST = 10_000;

    private final DatabaseKind kind;
    private final String format;

    @TempDir
    private Path directory;

    RoundTripTest(DatabaseKind kind, String format) {
        this.kind = kind;
        this.format = format;
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                        Arguments.of(DatabaseKind.H2, "csv"),
                        Arguments.of(DatabaseKind.POSTGRESQL, "ndjson"),
                        Arguments.of(DatabaseKind.H2, "ndjson"),
                        Arguments.of(DatabaseKind.POSTGRESQL, "csv"))
                .limit(ROWS == FEW ? 2 : 4);
    }

    @Test
    void importsWhatWasExported() throws IOException {
        OwnDatabase first = kind.create();
        OwnDatabase second = kind.create();
        Map<String, String> exported;
        try (RunningService service = RunningService.start(first, openToAll())) {
            RecordResources.ALL.forEach(resource -> fill(service, resource));
            exported = export(first, "first");
        }
        try (RunningService service = RunningService.start(second)) {
            for (RecordResource<?, ?, ?> resource : RecordResources.ALL) {
                CommandRun run = CommandRun.of(
                        new ImportCommand(),
                        second,
                        List.of(resource.name(), file("first", resource).toString(), "--keep-ids"));
                assertThat(run.exitCode()).as(run.toString()).isZero();
            }
            assertThat(export(second, "second")).isEqualTo(exported);
            assertThat(service.http().get("/healthz").status()).isEqualTo(200);
        }
    }

    private static String[] openToAll() {
        return Stream.of(Resource.values())
                .filter(Resource::isRecords)
                .map(resource -> "stockroom.access." + resource.code() + ".write=anonymous")
                .toArray(String[]::new);
    }

    private static void fill(RunningService service, RecordResource<?, ?, ?> resource) {
        ResourceUnderTest tested =
                ResourceUnderTest.at(resource.operations().path()).of(service.http());
        for (int sent = 0; sent < ROWS; sent += ROWS_OF_A_REQUEST) {
            String rows = IntStream.range(0, Math.min(ROWS_OF_A_REQUEST, ROWS - sent))
                    .mapToObj(i -> tested.body("Row, \"" + i % 7 + "\"", tested.minNumber() + i % 900))
                    .collect(Collectors.joining("\n"));
            Reply created = service.http()
                    .post(tested.path(), rows, "Content-Type: application/x-ndjson", "Prefer: return=minimal");
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
        }
    }

    /** Returns the files by the names of the resources. */
    private Map<String, String> export(OwnDatabase database, String name) {
        return RecordResources.ALL.stream().collect(Collectors.toMap(RecordResource::name, resource -> {
            Path file = file(name, resource);
            CommandRun run = CommandRun.of(new ExportCommand(), database, List.of(resource.name(), file.toString()));
            assertThat(run.exitCode()).as(run.toString()).isZero();
            try {
                String text = Files.readString(file);
                assertThat(text.lines().count()).isGreaterThanOrEqualTo(ROWS);
                return text;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private Path file(String name, RecordResource<?, ?, ?> resource) {
        return directory.resolve(name + "-" + resource.name() + "." + format);
    }
}
