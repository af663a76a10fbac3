package io.github.stockroom.bootstrap;

import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.application.bulk.ValidDetails;
import io.github.stockroom.application.catalog.RecordIntake;
import io.github.stockroom.application.catalog.RecordIntake.Item;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.FieldType;
import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.persistence.sql.IdSequences;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.record.RecordResource;
import io.github.stockroom.rest.rows.RecordReader;
import io.github.stockroom.rest.rows.Row;
import java.util.Iterator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * The rows of an import on their way to the records: under new ids or their own, and in place of those with the same
 * key. Not thread-safe.
 */
final class ImportRows<I, D, R> {

    private final ImportArguments wanted;
    private final RecordResource<I, D, R> resource;
    private final @Nullable Field<R, ?> key;
    private long created;
    private long updated;
    private long unchanged;
    private long renumbered;

    private ImportRows(ImportArguments wanted, RecordResource<I, D, R> resource) {
        this.wanted = wanted;
        this.resource = resource;
        String name = wanted.key();
        this.key = name == null
                ? null
                : resource.fields()
                        .named(name)
                        .orElseThrow(() -> new IllegalArgumentException("--on needs a field of " + wanted.resource()
                                + ", one of " + resource.fields().all()));
    }

    /** @throws IllegalArgumentException if there is no such resource or key */
    static ImportRows<?, ?, ?> of(ImportArguments wanted) {
        return new ImportRows<>(wanted, RecordResources.named(wanted.resource()));
    }

    RecordReader<D> format() {
        return resource.format();
    }

    /** Reads all rows and, unless the run is dry, stores them. */
    void read(Iterator<Row> rows, Rejects<Row> rejects, BeanFactory beans) {
        var items = new ValidDetails<Row, Item<Row, D, R>>(rows, this::item, rejects);
        if (wanted.dryRun()) {
            while (items.hasNext()) {
                items.next();
                created++;
            }
            return;
        }
        var sequences = new IdSequences(beans.getBean(DataSource.class));
        sequences.advanceAll();
        var catalog = beans.getBean(resource.catalog());
        if (!wanted.keepIds() && key == null) {
            Iterator<D> details = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return items.hasNext();
                }

                @Override
                public D next() {
                    return items.next().details();
                }
            };
            created = catalog.createAll(details, record -> {});
            return;
        }
        var intake = new RecordIntake<>(catalog, resource.fields(), resource::idOf, key, rejects);
        intake.take(items);
        created = intake.created();
        updated = intake.updated();
        unchanged = intake.unchanged();
        sequences.advanceAll();
    }

    /** Returns how many records were created; of a dry run, how many rows were valid. */
    long created() {
        return created;
    }

    /** Returns the number of stored records that got other details; null if none was looked for. */
    @Nullable
    Long updated() {
        return key == null ? null : updated;
    }

    @Nullable
    Long unchanged() {
        return key == null ? null : unchanged;
    }

    /** Returns how many rows had an id that is not kept. */
    long renumbered() {
        return renumbered;
    }

    private Item<Row, D, R> item(Row row) {
        JsonObject members = row.members().get();
        D details = resource.format().reader().apply(members);
        R whole = wanted.keepIds() ? resource.whole().apply(members, details) : null;
        Object keyValue = key == null ? null : keyOf(key, members);
        if (!wanted.keepIds() && !members.isAbsentOrNull("id")) {
            renumbered++;
        }
        return new Item<>(row, details, whole, keyValue);
    }

    private static @Nullable Object keyOf(Field<?, ?> key, JsonObject members) {
        var validation = new Validation();
        var value = validation.field(key.name(), () -> {
            if (members.isAbsentOrNull(key.name())) {
                throw new ValidationException(Violation.of("required", "This field is required."));
            }
            String text = members.text(key.name());
            return key.type().parse(key.type() == FieldType.TEXT ? Text.normalised(text) : text);
        });
        return validation.build(value::get);
    }
}
