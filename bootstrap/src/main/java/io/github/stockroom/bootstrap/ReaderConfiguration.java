package io.github.stockroom.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.caller.CallerWatch;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.ReadReplica;
import io.github.stockroom.rest.body.SpoolFiles;
import io.github.stockroom.rest.filter.ReplicaReads;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The replica of {@code DB_READER_HOST}, with a pool of its own. Its beans are null without one. */
@Configuration(proxyBeanMethods = false)
class ReaderConfiguration {

    @Bean
    @Nullable
    ReadReplica readReplica(StockroomSettings settings, SpoolFiles files, CallerWatch callers, MeterRegistry metrics) {
        StockroomSettings.Database database = settings.database();
        String host = database.reader().host();
        if (host == null) {
            return null;
        }
        DatabaseAddress address = PersistenceConfiguration.readerAddress(database, host);
        int size = database.reader().poolSize() == 0
                ? database.poolSize()
                : database.reader().poolSize();
        HikariDataSource pool = address.pool(PoolSettings.DEFAULT.withMaxConnections(size));
        pool.setMetricRegistry(metrics);
        var replica = new ReadReplica(
                pool,
                new Database(pool, database.longWork().withDefaultShare().limits(size, files::open), callers),
                PersistenceConfiguration.address(settings).direct(),
                address.direct(),
                database.reader().maxLag());
        Gauge.builder("stockroom.database.reader.lag", replica, ReadReplica::lagSeconds)
                .description("How far the replica for reads is behind; not a number while the primary serves all reads")
                .baseUnit("seconds")
                .register(metrics);
        return replica;
    }

    @Bean
    @Nullable
    ReplicaReads replicaReads(ObjectProvider<ReadReplica> replica) {
        ReadReplica reader = replica.getIfAvailable();
        return reader == null ? null : new Reads(reader);
    }

    private record Reads(ReadReplica replica) implements ReplicaReads {

        @Override
        public boolean isCurrent() {
            return replica.isCurrent();
        }

        @Override
        public boolean has(String position) {
            return replica.has(position);
        }

        @Override
        public Scope read() {
            return replica.read()::close;
        }

        @Override
        public Scope onWrite(Consumer<String> positions) {
            return replica.onWrite(positions)::close;
        }
    }
}
