package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The built image in front of PostgreSQL, as it runs in operation: migrated first, read-only, in 512 MB. */
@EnabledIfSystemProperty(
        named = ImageIT.IMAGE,
        matches = ".+",
        disabledReason = "no image was named; after infra/image.sh: -Dstockroom.image=stockroom:local")
class ImageIT {

    static final String IMAGE = "stockroom.image";

    private static final int PORT = 8000;
    private static final String POSTGRES = "postgres";
    private static final Duration START = Duration.ofMinutes(2);
    private static final long MEMORY = 512L * 1024 * 1024;

    @Test
    void servesWhatAnotherContainerWrote() {
        try (Network network = Network.newNetwork();
                PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")) {
            postgres.withNetwork(network).withNetworkAliases(POSTGRES).start();
            try (GenericContainer<?> migration = container(network, postgres)) {
                migration
                        .withCommand("migrate")
                        .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(START))
                        .start();
            }
            Reply apple;
            try (GenericContainer<?> first = serving(network, postgres)) {
                first.start();
                assertSaysWhichBuildItIs(first);
                apple = SampleRecords.create(http(first), "Apple", 7);
                assertStopsInOrder(first);
            }
            try (GenericContainer<?> second = serving(network, postgres)) {
                second.start();
                assertThat(http(second).get(SampleRecords.path(apple)).text()).isEqualTo(apple.text());
            }
        }
    }

    private static GenericContainer<?> serving(Network network, PostgreSQLContainer postgres) {
        return container(network, postgres)
                .withEnv("STOCKROOM_MIGRATE_ON_START", "false")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
    }

    private static GenericContainer<?> container(Network network, PostgreSQLContainer postgres) {
        return new GenericContainer<>(DockerImageName.parse(System.getProperty(IMAGE)))
                .withNetwork(network)
                .withEnv("DB_HOST", POSTGRES)
                .withEnv("DB_NAME", postgres.getDatabaseName())
                .withEnv("DB_USER", postgres.getUsername())
                .withEnv("DB_PASSWORD", postgres.getPassword())
                .withEnv("STOCKROOM_JWT_SECRET", Tokens.SECRET)
                .withTmpFs(Map.of("/tmp", "rw"))
                .withCreateContainerCmdModifier(create ->
                        create.getHostConfig().withReadonlyRootfs(true).withMemory(MEMORY));
    }

    private static Http http(GenericContainer<?> service) {
        return new Http("http://" + service.getHost() + ":" + service.getMappedPort(PORT));
    }

    private static void assertSaysWhichBuildItIs(GenericContainer<?> service) {
        var labels = service.getContainerInfo().getConfig().getLabels();
        var info = http(service).get("/actuator/info").json();
        assertThat(info.at("/git/commit/id").stringValue()).isEqualTo(labels.get("org.opencontainers.image.revision"));
        assertThat(info.at("/build/version").stringValue()).isEqualTo(labels.get("org.opencontainers.image.version"));
    }

    private static void assertStopsInOrder(GenericContainer<?> service) {
        var docker = service.getDockerClient();
        docker.stopContainerCmd(service.getContainerId()).withTimeout(30).exec();
        var state = docker.inspectContainerCmd(service.getContainerId()).exec().getState();
        assertThat(state.getExitCodeLong()).as("exit code after SIGTERM").isEqualTo(143);
    }
}
