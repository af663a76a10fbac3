package io.github.stockroom.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stockroom.domain.access.Scope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeyDetailsTest {

    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
    private static final ApiKeyName NAME = new ApiKeyName(" nightly import ");

    @Test
    void endsAtItsTime() {
        var details = new ApiKeyDetails(NAME, List.of(), END);

        assertThat(details.isOver(END.minusNanos(1))).isFalse();
        assertThat(details.isOver(END)).isTrue();
        assertThat(details.isOver(END.plusNanos(1))).isTrue();
    }

    @Test
    void neverEndsWithoutATime() {
        assertThat(new ApiKeyDetails(NAME, List.of(), null).isOver(Instant.MAX)).isFalse();
    }

    @Test
    void hasEachScopeOnceInTheUsualOrder() {
        Scope first = Scope.ALL.get(0);
        Scope second = Scope.ALL.get(1);

        assertThat(new ApiKeyDetails(NAME, List.of(second, first, second), null).scopes())
                .containsExactly(first, second);
    }

    @Test
    void nameIsTrimmed() {
        assertThat(NAME).hasToString("nightly import");
    }

    @Test
    void idsStartAtOne() {
        assertThat(new ApiKeyId(1)).hasToString("1");
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyId(0));
    }
}
