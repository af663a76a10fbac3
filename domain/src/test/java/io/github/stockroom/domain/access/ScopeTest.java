package io.github.stockroom.domain.access;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void everyScopeIsReadBack() {
        assertThat(Scope.ALL)
                .doesNotHaveDuplicates()
                .allSatisfy(scope -> assertThat(Scope.parse(scope.code())).isEqualTo(scope));
        assertThat(Scope.parse("profile:write")).isEqualTo(new Scope(Resource.PROFILE, Action.WRITE));
        assertThat(Scope.parse("sign-up:write")).isEqualTo(new Scope(Resource.SIGN_UP, Action.WRITE));
    }

    /** Keys make no keys and no tokens. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "profile",
                "PROFILE:WRITE",
                "profile:delete",
                "api-keys:write",
                "tokens:write",
                "service:read",
                "*"
            })
    void whatIsNoScopeIsRefused(String code) {
        assertThat(codesOf(() -> Scope.parse(code))).containsExactly("invalid_choice");
        assertThat(Scope.find(code)).isEmpty();
    }
}
