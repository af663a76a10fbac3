package io.github.stockroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.operations.Operations;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeRoutesTest {

    @Test
    void everyEntryThatMayNeedATokenHasARoute() {
        Set<Resource> open = Set.of(Resource.TOKENS, Resource.SERVICE);
        assertThat(EdgeRoutes.all().values())
                .containsExactlyElementsOf(Operations.ALL.stream()
                        .filter(operation -> !open.contains(operation.resource()))
                        .toList());
    }

    @Test
    void theGatewayUnderstandsEachOfThem() {
        assertThat(EdgeRoutes.all().keySet())
                .allMatch(key -> key.matches("(GET|POST|PUT|PATCH|DELETE)(?: (?=/)|/(?:[\\w.-]+|\\{\\w+}))+"))
                .contains("DELETE /api-keys/{id}", "DELETE /users/delete/{user_name}");
    }
}
