package io.github.stockroom.persistence.schema;

import io.github.stockroom.application.query.CaseFolding;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A movie as the version stored it that knew no keys of text, nor its normal form. */
final class EarlierMovie {

    private static final int START = 100;

    private EarlierMovie() {}

    static void store(JdbcTemplate jdbc, UUID id, String title, @Nullable String description) {
        jdbc.update(
                """
                insert into movies (id, version, slug, created, modified, title, title_folded, description,
                    description_folded, description_start, release_year)
                values (?, 7, ?, timestamp '2020-01-01 00:00:00', timestamp '2021-01-01 00:00:00', ?, ?, ?, ?, ?, 2001)""",
                id,
                id.toString(),
                title,
                CaseFolding.fold(title),
                description,
                description == null ? null : CaseFolding.fold(description),
                description == null ? null : description.substring(0, Math.min(START, description.length())));
    }
}
