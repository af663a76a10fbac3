package io.github.stockroom.bootstrap;

import io.github.stockroom.application.car.CarCatalog;
import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.application.movie.MovieCatalog;
import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.query.Window.Purpose;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.output.OutputFormat;
import io.github.stockroom.rest.output.OutputWriter;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.BeanFactory;

/**
 * Where records of one resource come from.
 *
 * @param catalog which is among the beans
 */
record ExportSource<R>(Fields<R> fields, Function<BeanFactory, Catalog<?, ?, R>> catalog) {

    /** The statements may take as long as the connections of the command allow, which is longer than for an export by HTTP. */
    private static final Window CHUNK = Window.first(1_000).forPurpose(Purpose.WHOLE_LIST);

    /** By the name that an operator gives. */
    static final Map<String, ExportSource<?>> ALL = Map.of(
            "products", new ExportSource<>(ProductFields.ALL, beans -> beans.getBean(ProductCatalog.class)),
            "cars", new ExportSource<>(CarFields.ALL, beans -> beans.getBean(CarCatalog.class)),
            "movies", new ExportSource<>(MovieFields.ALL, beans -> beans.getBean(MovieCatalog.class)));

    /**
     * Writes all records, in the order of lists, in constant memory.
     *
     * @param out is closed at the end
     * @return how many
     */
    long writeTo(OutputStream out, boolean csv, BeanFactory beans, Progress progress) {
        OutputFormat<R> format = csv
                ? OutputFormat.csv(fields.all(), false)
                : OutputFormat.ndjson(new RecordJson<>(fields.all())::write);
        OutputWriter<R> writer = format.writer().apply(out);
        long count = 0;
        try (Walk<R> walk = catalog.apply(beans).walk(Query.of(fields), CHUNK)) {
            Iterator<R> records = progress.over(walk.stream().iterator());
            while (records.hasNext()) {
                writer.write(records.next());
                count++;
            }
        }
        writer.end();
        return count;
    }
}
