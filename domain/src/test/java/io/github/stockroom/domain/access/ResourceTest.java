package io.github.stockroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceTest {

    @Test
    void resourcesOfRecordsAreAdjustable() {
        assertThat(Resource.values()).filteredOn(Resource::isRecords).allMatch(Resource::isAdjustable);
    }

    @Test
    void signingUpIsAdjustableAndNoRecord() {
        assertThat(Resource.SIGN_UP.isRecords()).isFalse();
        assertThat(Resource.SIGN_UP.isAdjustable()).isTrue();
        assertThat(Resource.SIGN_UP.code()).isEqualTo("sign-up");
    }

    @Test
    void accountsAreFixed() {
        assertThat(Resource.ACCOUNTS.isRecords()).isFalse();
        assertThat(Resource.ACCOUNTS.isAdjustable()).isFalse();
    }

    @Test
    void requirementsAreNamedInEitherCase() {
        assertThat(Requirement.named("admin")).contains(Requirement.ADMIN);
        assertThat(Requirement.named("USER")).contains(Requirement.USER);
        assertThat(Requirement.named("root")).isEmpty();
    }
}
