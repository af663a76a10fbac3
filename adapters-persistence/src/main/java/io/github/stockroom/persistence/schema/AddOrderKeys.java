package io.github.stockroom.persistence.schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A change set that makes the keys of text in records that were stored by earlier versions. */
public final class AddOrderKeys extends RecordsChange {

    private static final Logger log = LoggerFactory.getLogger(AddOrderKeys.class);

    @Override
    void change(JdbcTemplate template) {
        boolean partialIndexes = Boolean.TRUE.equals(template.execute((ConnectionCallback<Boolean>)
                connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
        JdbcClient jdbc = JdbcClient.create(template);
        for (OrderKeys keys : OrderKeys.TABLES) {
            if (keys.exists(jdbc)) {
                make(keys, template, jdbc);
                if (partialIndexes) {
                    template.execute(keys.index());
                }
            }
        }
    }

    private static void make(OrderKeys keys, JdbcTemplate template, JdbcClient jdbc) {
        long made = 0;
        OrderKeys.Chunk chunk = keys.read(jdbc, null, false);
        while (chunk.last() != null) {
            if (!chunk.outdated().isEmpty()) {
                template.batchUpdate(keys.update(), chunk.outdated());
                made += chunk.outdated().size();
            }
            chunk = keys.read(jdbc, chunk.last(), false);
        }
        if (made > 0) {
            log.info("{}: {} records can be sorted by their text", keys.table(), made);
        }
    }

    @Override
    public String getConfirmationMessage() {
        return "the text of records has keys to sort by";
    }
}
