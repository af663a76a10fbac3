package io.github.stockroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceTest {

    @Test
    void aResourceOfRecordsIsAdjustable() {
        assertThat(Resource.MOVIES.isRecords()).isTrue();
        assertThat(Resource.MOVIES.isAdjustable()).isTrue();
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
    void readingMayNeedLessThanWriting() {
        assertThat(Resource.MOVIES.byDefault(Action.READ)).isEqualTo(Requirement.ANONYMOUS);
        assertThat(Resource.MOVIES.byDefault(Action.WRITE)).isEqualTo(Requirement.USER);
    }

    @Test
    void requirementsAreNamedInEitherCase() {
        assertThat(Requirement.named("admin")).contains(Requirement.ADMIN);
        assertThat(Requirement.named("USER")).contains(Requirement.USER);
        assertThat(Requirement.named("root")).isEmpty();
    }
}
