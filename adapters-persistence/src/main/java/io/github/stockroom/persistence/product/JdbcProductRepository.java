package io.github.stockroom.persistence.product;

import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.product.ProductRepository;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.persistence.sql.Column;
import io.github.stockroom.persistence.sql.Columns;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.MultiRowInsert;
import io.github.stockroom.persistence.sql.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.RowMapper;

/** Products in the table {@code products}. */
public final class JdbcProductRepository implements ProductRepository {

    private static final long FIRST_VERSION = 1;

    private static final String SELECTED = "id, version, product, price";

    private static final RowMapper<Product> PRODUCT = (row, number) -> new Product(
            new ProductId(row.getLong(1)),
            row.getLong(2),
            new ProductDetails(new ProductName(row.getString(3)), new Price(row.getLong(4))));

    static final Table<Product> PRODUCTS = new Table<>(
            "products",
            SELECTED,
            new Columns<>(Map.of(
                    ProductFields.ID, Column.of("id").withIndex(),
                    ProductFields.PRODUCT, Column.text("product").withIndex(),
                    ProductFields.PRICE, Column.of("price").withIndex())),
            PRODUCT);

    private static final String INSERT = """
            insert into products (version, product, product_folded, product_order, price)
            values (%d, ?, ?, ?, ?)""".formatted(FIRST_VERSION);

    private static final MultiRowInsert<ProductDetails> INSERT_ALL = MultiRowInsert.<ProductDetails>into("products")
            .wholeNumber("version", details -> FIRST_VERSION)
            .text("product", details -> details.name().value())
            .text("product_folded", details -> CaseFolding.fold(details.name().value()))
            .text("product_order", details -> TextOrder.key(details.name().value()))
            .wholeNumber("price", details -> details.price().value());

    private static final MultiRowInsert<Product> ADD_ALL = INSERT_ALL
            .ofEach(Product::details)
            .wholeNumber("id", product -> product.id().value())
            .unlessTaken();

    private static final String FIND = "select " + SELECTED + " from products where id = ?";

    private static final String UPDATE = """
            update products
            set version = version + 1, product = ?, product_folded = ?, product_order = ?,
                price = ?
            where id = ? and version = ?""";

    private final Database database;

    public JdbcProductRepository(Database database) {
        this.database = database;
    }

    @Override
    public Product insert(ProductDetails details) {
        long id = database.insert(INSERT, values(details));
        return new Product(new ProductId(id), FIRST_VERSION, details);
    }

    @Override
    public List<Product> insertAll(List<ProductDetails> details) {
        List<Long> ids = INSERT_ALL.insert(database, details, Long.class);
        return IntStream.range(0, details.size())
                .mapToObj(i -> new Product(new ProductId(ids.get(i)), FIRST_VERSION, details.get(i)))
                .toList();
    }

    @Override
    public Set<ProductId> addAll(List<Product> products) {
        return ADD_ALL.insert(database, products, Long.class).stream()
                .map(ProductId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return database.bulk(() -> database.transactionOnce(jdbc -> work.get()));
    }

    @Override
    public Optional<Product> find(ProductId id) {
        return database.queryWithCachedPlan(
                jdbc -> jdbc.sql(FIND).param(id.value()).query(PRODUCT).optional());
    }

    @Override
    public Optional<Product> update(Product product) {
        int updated = database.change(jdbc -> jdbc.sql(UPDATE)
                .params(values(product.details()))
                .params(product.id().value(), product.version())
                .update());
        return updated == 1
                ? Optional.of(new Product(product.id(), product.version() + 1, product.details()))
                : Optional.empty();
    }

    @Override
    public boolean delete(ProductId id, long version) {
        return PRODUCTS.delete(database, id.value(), version);
    }

    @Override
    public List<Product> list(Query<Product> query, Window window) {
        return PRODUCTS.list(database, query, window);
    }

    @Override
    public Walk<Product> walk(Query<Product> query, Window start) {
        return PRODUCTS.walk(database, query, start);
    }

    @Override
    public long count(Query<Product> query) {
        return PRODUCTS.count(database, query);
    }

    /** Returns what the columns of the details hold, in the order of the statements. */
    private static Object[] values(ProductDetails details) {
        return new Object[] {
            details.name().value(),
            CaseFolding.fold(details.name().value()),
            TextOrder.key(details.name().value()),
            details.price().value()
        };
    }
}
