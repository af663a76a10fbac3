package io.github.stockroom.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.product.ProductRepository;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.product.JdbcProductRepository;
import io.github.stockroom.persistence.schema.Migrations;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.query.ListRequest;
import io.github.stockroom.rest.query.ListRequestParser;
import io.github.stockroom.rest.query.QueryString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of a request that are this project's own: rows to records, records to JSON, cursors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RequestPathBenchmark {

    private static final int ROWS = 100;

    private final ListRequestParser<Product> parser =
            new ListRequestParser<>("/api/items", ProductFields.ALL, Product::version);
    private final RecordJson<Product> json = new RecordJson<>(ProductFields.ALL.all());
    private final List<Product> products = IntStream.rangeClosed(1, ROWS)
            .mapToObj(RequestPathBenchmark::product)
            .toList();
    private final Query<Product> query = parser.parse(QueryString.parse("sort=-price,product&limit=100"), false, false)
            .query();
    private final Position position = new Position(List.of(7L, "Apple 7", 7L));
    private final QueryString next =
            QueryString.parse("sort=-price,product&limit=100").with("cursor", parser.cursor(query, position));

    private HikariDataSource pool;
    private ProductRepository repository;

    /** H2 in files, which answers within the same thread: what is left is SQL, JDBC and mapping. */
    @Setup
    public void fill() throws IOException {
        var address = DatabaseAddress.h2(Files.createTempDirectory("stockroom-bench-"));
        pool = address.pool(PoolSettings.DEFAULT);
        new Migrations(address.direct()).apply();
        repository = new JdbcProductRepository(new Database(pool));
        products.forEach(product -> repository.insert(product.details()));
    }

    @TearDown
    public void close() {
        pool.close();
    }

    @Benchmark
    public List<Product> readAHundredRows() {
        return repository.list(Query.of(ProductFields.ALL), Window.first(ROWS));
    }

    @Benchmark
    public int writeAHundredAsJson() {
        var bytes = new ByteArrayOutputStream(8_192);
        try (var generator = RecordJson.generator(bytes)) {
            generator.writeStartArray();
            products.forEach(product -> json.write(generator, product));
            generator.writeEndArray();
        }
        return bytes.size();
    }

    @Benchmark
    public String writeACursor() {
        return parser.cursor(query, position);
    }

    @Benchmark
    public ListRequest<Product> readARequestWithACursor() {
        return parser.parse(next, false, false);
    }

    private static Product product(int number) {
        return new Product(
                new ProductId(number), 1, new ProductDetails(new ProductName("Apple " + number), new Price(number)));
    }
}
