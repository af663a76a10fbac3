package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.stockroom.persistence.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {

    private static final List<String> SOLD = List.of("Apple 190", "Pear 90");

    @Test
    void sellsFromItsOwnStore() {
        assertEquals(SOLD, Shop.inOwnStore());
    }

    @Test
    void sellsFromAnEmbeddedDatabase(@TempDir Path folder) {
        assertEquals(SOLD, Shop.inDatabase(DatabaseAddress.h2(folder)));
    }

    @Test
    void sellsFromPostgres() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            var address = DatabaseAddress.postgres("localhost", server.getPort(), "postgres", "postgres", "postgres");
            assertEquals(SOLD, Shop.inDatabase(address));
        }
    }
}
