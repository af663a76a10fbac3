package io.github.stockroom.rest.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.rest.ProblemAssertions;
import io.github.stockroom.rest.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowQueryTest {

    private static final Query<Product> ALL = Query.of(ProductFields.ALL);

    @Test
    void namesTextsThatNoIndexFinds() {
        Query<Product> query = ALL.searching("zz")
                .where(ProductFields.PRODUCT.contains("\uD83C\uDF4E!"))
                .where(ProductFields.PRODUCT.containsIgnoringCase("z"))
                .where(ProductFields.PRICE.atMost(3L));

        assertThat(errors(query))
                .containsExactly("q too-short", "product__contains too-short", "product__icontains too-short");
    }

    @Test
    void namesNoParameterWhereLongerTextsWouldNotHelp() {
        assertThat(errors(ALL.searching("zzz"))).isEmpty();
        assertThat(errors(ALL.where(ProductFields.PRODUCT.startsWith("z")))).isEmpty();
        assertThat(errors(ALL.where(ProductFields.PRODUCT.is("z")))).isEmpty();
    }

    @Test
    void doesNotInviteRepeats() {
        Problem problem = ProblemAssertions.problemOf(() -> {
            throw explained(ALL);
        });
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.code()).isEqualTo("timeout");
        assertThat(problem.headers()).isEmpty();
    }

    private static List<String> errors(Query<Product> query) {
        return ProblemAssertions.errorsOf(() -> {
            throw explained(query);
        });
    }

    private static RuntimeException explained(Query<Product> query) {
        return SlowQuery.explained(query, new TemporarilyUnavailableException(Reason.TIMEOUT, "too long"));
    }
}
