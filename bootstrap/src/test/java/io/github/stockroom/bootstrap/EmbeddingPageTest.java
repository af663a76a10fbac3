package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The code on the page about the libraries is that of an example, which is compiled and run here. */
class EmbeddingPageTest {

    private static final Path SOURCES = Path.of("../examples/embedded/src/main/java/shop");
    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final List<String> TABLES = List.of("products");

    @TempDir
    static Path classes;

    private static URLClassLoader loader;

    @BeforeAll
    static void compile() throws IOException {
        var messages = new ByteArrayOutputStream();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        String[] arguments = Stream.concat(options.stream(), sources().stream().map(Path::toString))
                .toArray(String[]::new);
        int failures = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments);
        assertThat(failures).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, EmbeddingPageTest.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    @Test
    void showsCodeOfTheExample() throws IOException {
        StringBuilder example = new StringBuilder();
        for (Path source : sources()) {
            example.append(withoutIndentation(Files.readString(source)));
        }

        assertThat(BLOCK.matcher(Files.readString(Path.of("../docs/embedding.md")))
                        .results())
                .hasSizeGreaterThan(3)
                .allSatisfy(block -> assertThat(example).contains(withoutIndentation(block.group(1))));
    }

    @Test
    void theExampleSellsFromItsOwnStore() throws ReflectiveOperationException {
        assertThat(sold("inOwnStore")).isEqualTo(List.of("Apple 190", "Pear 90"));
    }

    @Test
    void theExampleSellsFromAnEmbeddedDatabase() throws ReflectiveOperationException {
        try (TestDatabase database = TestDatabases.h2()) {
            sellFrom(database);
        }
    }

    @Test
    @Tag("postgres")
    void theExampleSellsFromPostgres() throws ReflectiveOperationException {
        try (TestDatabase database = TestDatabases.postgres()) {
            sellFrom(database);
        }
    }

    private static void sellFrom(TestDatabase database) throws ReflectiveOperationException {
        database.pool().close(); // an embedded database moves for a change of the schema

        assertThat(sold("inDatabase", database.address())).isEqualTo(List.of("Apple 190", "Pear 90"));

        try (var pool = database.address().pool(PoolSettings.DEFAULT)) {
            assertThat(JdbcClient.create(pool)
                            .sql(
                                    "select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'"
                                            + " and lower(table_name) not like 'databasechangelog%'")
                            .query(String.class)
                            .list())
                    .isEqualTo(TABLES);
        }
    }

    private static Object sold(String method, DatabaseAddress... address) throws ReflectiveOperationException {
        Class<?>[] parameters =
                Stream.of(address).map(given -> DatabaseAddress.class).toArray(Class<?>[]::new);
        Method sell = loader.loadClass("shop.Shop").getDeclaredMethod(method, parameters);
        sell.setAccessible(true);
        return sell.invoke(null, (Object[]) address);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().toList();
        }
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
    }
}
