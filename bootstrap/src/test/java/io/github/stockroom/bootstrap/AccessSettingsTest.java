package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Requirement;
import io.github.stockroom.domain.access.Resource;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class AccessSettingsTest {

    @ParameterizedTest
    @EnumSource(Resource.class)
    void readsARuleOfEachAdjustableResourceFromTheEnvironment(Resource resource) {
        if (!resource.isAdjustable()) {
            assertThatExceptionOfType(SettingException.class).isThrownBy(() -> policy(resource, "user"));
            return;
        }
        AccessPolicy policy = policy(resource, "user");

        assertThat(policy.requirement(resource, Action.READ))
                .isEqualTo(AccessPolicy.DEFAULT.requirement(resource, Action.READ));
        assertThat(policy.requirement(resource, Action.WRITE)).isEqualTo(Requirement.USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-up.write", "sign.up.write", "signup.write"})
    void readsEverySpellingOfAProperty(String name) {
        assertThat(AccessSettings.policy(Map.of(name, "ADMIN")).requirement(Resource.SIGN_UP, Action.WRITE))
                .isEqualTo(Requirement.ADMIN);
    }

    @Test
    void takesABlankRuleForTheDefault() {
        assertThat(AccessSettings.policy(Map.of("sign-up.write", " ")).requirement(Resource.SIGN_UP, Action.WRITE))
                .isEqualTo(Requirement.ANONYMOUS);
    }

    @Test
    void namesTheSettingThatDoesNotExist() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> AccessSettings.policy(Map.of("sign-up.wriet", "user")))
                .withMessageStartingWith("stockroom.access.sign-up.wriet is no setting; there are read and write of ")
                .withMessageEndingWith(", sign-up, metrics.");
    }

    private static AccessPolicy policy(Resource resource, String requirement) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment",
                        Map.of(
                                "STOCKROOM_ACCESS_" + resource.name().toUpperCase(Locale.ROOT) + "_WRITE",
                                requirement)));
        ConfigurationPropertySources.attach(environment);
        Map<String, String> rules =
                Binder.get(environment).bindOrCreate("stockroom.access", Bindable.mapOf(String.class, String.class));
        return AccessSettings.policy(rules);
    }
}
