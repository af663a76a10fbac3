package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All records of all resources, exported and imported into an empty database. */
@OnEachDatabase
class RoundTripTest {

    /** The least number of records of a resource. */
    private static final int ROWS = Integer.getInteger("stockroom.roundtrip.rows", 300);

    private static final int ROWS_OF_A_REQUEST = 10_000;

    private final DatabaseKind kind;

    @TempDir
    private Path directory;

    RoundTripTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void importsWhatWasExported(String format) throws IOException {
        OwnDatabase first = kind.create();
        OwnDatabase second = kind.create();
        Map<String, String> exported;
        try (RunningService service = RunningService.start(first, openToAll())) {
            RecordResources.ALL.forEach(resource -> fill(service, resource));
            exported = export(first, "first", format);
        }
        try (RunningService service = RunningService.start(second)) {
            for (RecordResource<?, ?, ?> resource : RecordResources.ALL) {
                CommandRun run = CommandRun.of(
                        new ImportCommand(),
                        second,
                        List.of(resource.name(), file("first", resource, format).toString(), "--keep-ids"));
                assertThat(run.exitCode()).as(run.toString()).isZero();
            }
            assertThat(export(second, "second", format)).isEqualTo(exported);
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
    private Map<String, String> export(OwnDatabase database, String name, String format) {
        return RecordResources.ALL.stream().collect(Collectors.toMap(RecordResource::name, resource -> {
            Path file = file(name, resource, format);
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

    private Path file(String name, RecordResource<?, ?, ?> resource, String format) {
        return directory.resolve(name + "-" + resource.name() + "." + format);
    }
}
