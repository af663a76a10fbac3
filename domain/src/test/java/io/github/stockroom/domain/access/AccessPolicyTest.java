package io.github.stockroom.domain.access;

import static io.github.stockroom.domain.access.Action.READ;
import static io.github.stockroom.domain.access.Action.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPolicyTest {

    private static final Caller USER = new Caller.SignedIn(new AccountId(1), new Username("u"), Role.USER);
    private static final Caller ADMIN = new Caller.SignedIn(new AccountId(2), new Username("a"), Role.ADMIN);

    @ParameterizedTest
    @CsvSource({
        "SIGN_UP, ANONYMOUS, ANONYMOUS",
        "PROFILE, USER, USER",
        "ACCOUNTS, ADMIN, ADMIN",
        "TOKENS, ANONYMOUS, ANONYMOUS",
        "METRICS, ADMIN, ADMIN",
        "SERVICE, ANONYMOUS, ANONYMOUS"
    })
    void isWhatItWasUnlessAdjusted(Resource resource, Requirement read, Requirement write) {
        assertThat(AccessPolicy.DEFAULT.requirement(resource, READ)).isEqualTo(read);
        assertThat(AccessPolicy.DEFAULT.requirement(resource, WRITE)).isEqualTo(write);
    }

    @ParameterizedTest
    @CsvSource({
        "ANONYMOUS, ALLOWED, ALLOWED, ALLOWED",
        "USER, SIGN_IN, ALLOWED, ALLOWED",
        "ADMIN, SIGN_IN, FORBIDDEN, ALLOWED"
    })
    void decidesByWhatTheCallerIs(Requirement requirement, Decision anonymous, Decision user, Decision admin) {
        AccessPolicy policy = AccessPolicy.DEFAULT.with(Resource.SIGN_UP, WRITE, requirement);

        assertThat(policy.decide(Caller.ANONYMOUS, Resource.SIGN_UP, WRITE)).isEqualTo(anonymous);
        assertThat(policy.decide(USER, Resource.SIGN_UP, WRITE)).isEqualTo(user);
        assertThat(policy.decide(ADMIN, Resource.SIGN_UP, WRITE)).isEqualTo(admin);
    }

    @ParameterizedTest
    @EnumSource(names = {"METRICS", "SIGN_UP"})
    void adjustmentIsAboutOneActionOnOneResource(Resource adjusted) {
        AccessPolicy policy = AccessPolicy.DEFAULT.with(adjusted, WRITE, Requirement.ADMIN);

        for (Resource resource : Resource.values()) {
            assertThat(policy.requirement(resource, READ)).isEqualTo(AccessPolicy.DEFAULT.requirement(resource, READ));
            assertThat(policy.requirement(resource, WRITE))
                    .isEqualTo(
                            resource == adjusted
                                    ? Requirement.ADMIN
                                    : AccessPolicy.DEFAULT.requirement(resource, WRITE));
        }
    }

    @Test
    void adjustmentsAddUpAndLeaveTheDefault() {
        AccessPolicy policy = AccessPolicy.DEFAULT
                .with(Resource.SIGN_UP, READ, Requirement.USER)
                .with(Resource.SIGN_UP, WRITE, Requirement.ADMIN);

        assertThat(policy.requirement(Resource.SIGN_UP, READ)).isEqualTo(Requirement.USER);
        assertThat(policy.requirement(Resource.SIGN_UP, WRITE)).isEqualTo(Requirement.ADMIN);
        assertThat(AccessPolicy.DEFAULT.requirement(Resource.SIGN_UP, READ)).isEqualTo(Requirement.ANONYMOUS);
        assertThat(AccessPolicy.DEFAULT.requirement(Resource.SIGN_UP, WRITE)).isEqualTo(Requirement.ANONYMOUS);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROFILE", "ACCOUNTS", "TOKENS", "SERVICE"})
    void whatTheSafetyOfTheServiceDependsOnIsNotAdjustable(Resource resource) {
        for (Action action : Action.values()) {
            for (Requirement requirement : Requirement.values()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> AccessPolicy.DEFAULT.with(resource, action, requirement));
            }
        }
    }
}
