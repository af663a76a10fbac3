package io.github.stockroom.archfixture.application.thing;

import io.github.stockroom.archfixture.persistence.thing.JdbcThings;
import java.time.Instant;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;

/** A service that knows its store, opens transactions by annotation, and asks the surroundings for time and chance. */
public final class ThingService {

    @Transactional
    public String store() {
        return new JdbcThings() + " " + Instant.now() + UUID.randomUUID();
    }
}
