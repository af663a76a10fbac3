package io.github.stockroom.bootstrap.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two instances behind a load balancer, on PostgreSQL with a synchronous replica, while one part fails after the other.
 */
@Tag("resilience")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicatedSiteIT {

    private static final int PER_SECOND = 60;
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration DURING = Duration.ofSeconds(3);
    private static final Duration AFTER = Duration.ofSeconds(6);

    private static PostgresNode first;
    private static PostgresNode second;
    private static PostgresNode writable;
    private static String database;
    private static List<Instance> instances;
    private static Daemon balancer;

    @BeforeAll
    static void start() {
        first = PostgresNode.empty();
        second = PostgresNode.replicaOf(first);
        first.waitForReplica();
        writable = first;
        database = first.newDatabase();
        var settings = PostgresNode.settings(first.host() + "," + second.host(), database);
        instances = List.of(Instance.on(settings), Instance.on(settings));
        balancer = Daemon.haproxy(instances.stream().map(Instance::port).toList());
    }

    @AfterAll
    static void stop() {
        balancer.close();
        instances.forEach(Instance::close);
        second.close();
        first.close();
    }

    @Test
    @Order(1)
    void survivesAnInstanceThatIsKilled() {
        row("instance: SIGKILL", load -> {
            instances.get(0).kill();
            load.causeIsGone();
        });
        instances.get(0).start();
    }

    @Test
    @Order(2)
    void rollingRestartFailsNoRequest() {
        Row row = row(
                "instances: rolling SIGTERM",
                load -> instances.forEach(instance -> {
                    balancer.awaitServers(instances.size());
                    instance.stop();
                    instance.start();
                }));
        assertThat(row.isUnnoticed()).as(row.toString()).isTrue();
    }

    @Test
    @Order(3)
    void recoversFromAStoppedDatabase() {
        row("PostgreSQL: stopped for 3 s, started", load -> {
            first.stop();
            load.goOn(DURING);
            first.start();
            load.causeIsGone();
        });
    }

    @Test
    @Order(4)
    void recoversFromARestartedDatabase() {
        row("PostgreSQL: restarted", load -> {
            first.stop();
            first.start();
            load.causeIsGone();
        });
    }

    @Test
    @Order(5)
    void recoversFromAKilledDatabase() {
        row("PostgreSQL: SIGKILL, started", load -> {
            first.kill();
            first.start();
            load.causeIsGone();
        });
    }

    @Test
    @Order(6)
    void recoversFromAFrozenDatabase() {
        row("PostgreSQL: frozen (SIGSTOP) for 6 s", load -> {
            first.freeze();
            load.goOn(DURING.multipliedBy(2));
            first.thaw();
            load.causeIsGone();
        });
    }

    @Test
    @Order(7)
    void followsAFailOverAndBack() {
        row("PostgreSQL: SIGKILL, replica promoted", load -> {
            first.kill();
            second.promote();
            writable = second;
            load.causeIsGone();
        });
        first.rejoin(second);
        second.waitForReplica();
        row("PostgreSQL: back to the first server", load -> {
            second.stop();
            first.promote();
            writable = first;
            load.causeIsGone();
        });
    }

    private static Row row(String fault, Consumer<Load> cause) {
        balancer.awaitServers(instances.size());
        try (Load load = Load.start(balancer.url(), PER_SECOND, () -> writable.names(database))) {
            cause.accept(load.goOn(BEFORE));
            return Report.add(load.goOn(AFTER).end(fault));
        }
    }
}
