package shop;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.product.JdbcProductRepository;
import io.github.stockroom.persistence.schema.Migrations;
import io.github.stockroom.persistence.sql.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A service that keeps products: in a store of its own, in PostgreSQL or in an embedded database. */
public final class Shop {

    private Shop() {}

    /**
     * Keeps the products in memory, or where the arguments say: {@code h2 FOLDER} that is there, or
     * {@code postgres HOST PORT DATABASE USER PASSWORD}.
     */
    public static void main(String[] arguments) {
        String kind = arguments.length == 0 ? "own" : arguments[0];
        System.out.println(switch (kind) {
            case "own" -> inOwnStore();
            case "h2" -> inDatabase(DatabaseAddress.h2(Path.of(arguments[1])));
            case "postgres" -> inDatabase(DatabaseAddress.postgres(
                    arguments[1], Integer.parseInt(arguments[2]), arguments[3], arguments[4], arguments[5]));
            default -> throw new IllegalArgumentException("own, h2 or postgres, not " + kind);
        });
    }

    static List<String> inOwnStore() {
        ProductCatalog catalog = ProductCatalog.on(new OwnStore());
        return sell(catalog);
    }

    static List<String> inDatabase(DatabaseAddress address) {
        address.changeSchema(database -> new Migrations(database).only("products").apply());
        try (HikariDataSource pool = address.pool(PoolSettings.DEFAULT)) {
            ProductCatalog catalog = ProductCatalog.on(new JdbcProductRepository(new Database(pool)));
            return sell(catalog);
        }
    }

    static List<String> sell(ProductCatalog catalog) {
        Product apple = catalog.create(new ProductDetails(new ProductName("Apple"), new Price(180)));
        catalog.create(new ProductDetails(new ProductName("Pear"), new Price(90)));

        // Throws StaleVersionException if another caller has changed the apple since.
        Precondition asRead = Precondition.anyOf(Set.of(apple.version()));
        catalog.change(apple.id(), asRead, old -> new ProductDetails(old.name(), new Price(190)));

        Query<Product> cheap = Query.of(ProductFields.ALL)
                .where(ProductFields.PRICE.atMost(200L))
                .searching("P")
                .sortedBy(ProductFields.PRICE.descending());
        return catalog.list(cheap, Window.first(20)).items().stream()
                .map(product -> product.details().name() + " " + product.details().price().value())
                .toList();
    }
}
