package io.github.stockroom.bootstrap;

import io.github.stockroom.application.bulk.Drafts;
import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.application.car.CarCatalog;
import io.github.stockroom.application.movie.MovieCatalog;
import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.rest.car.CarBody;
import io.github.stockroom.rest.movie.MovieBody;
import io.github.stockroom.rest.product.ProductBody;
import io.github.stockroom.rest.rows.RecordFormat;
import io.github.stockroom.rest.rows.Row;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.springframework.beans.factory.BeanFactory;

/**
 * Where records of one resource go.
 *
 * @param createAll of its catalogue, which is among the beans
 */
record ImportTarget<D>(RecordFormat<D> format, ToLongBiFunction<BeanFactory, Iterator<D>> createAll) {

    /** By the name that an operator gives. */
    static final Map<String, ImportTarget<?>> ALL = Map.of(
            "products",
                    new ImportTarget<>(
                            ProductBody.FORMAT,
                            (beans, details) ->
                                    beans.getBean(ProductCatalog.class).createAll(details, created -> {})),
            "cars",
                    new ImportTarget<>(
                            CarBody.FORMAT,
                            (beans, details) -> beans.getBean(CarCatalog.class).createAll(details, created -> {})),
            "movies",
                    new ImportTarget<>(
                            MovieBody.FORMAT,
                            (beans, details) ->
                                    beans.getBean(MovieCatalog.class).createAll(details, created -> {})));

    /**
     * Creates all of the rows that are valid, or none.
     *
     * @param rows opened with the format of this resource
     * @return how many
     */
    long createAll(BeanFactory beans, Function<RecordFormat<?>, Iterator<Row>> rows, Rejects<Row> rejects) {
        var details = new Drafts<Row, D>(
                rows.apply(format), row -> format.reader().apply(row.members().get()), rejects);
        return createAll.applyAsLong(beans, details);
    }
}
