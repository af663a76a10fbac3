package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeptIdTest {

    private static final long GREATEST = 99_999_999_999_999_999L;

    @Test
    void takesIdsThatLeaveRoomBehindThem() {
        assertThat(KeptId.checked(1)).isEqualTo(1);
        assertThat(KeptId.checked(GREATEST)).isEqualTo(GREATEST);
    }

    @Test
    void refusesOthers() {
        assertThat(codesOf(() -> KeptId.checked(0))).containsExactly("min_value");
        assertThat(codesOf(() -> KeptId.checked(GREATEST + 1))).containsExactly("max_value");
    }
}
