package io.github.stockroom.application.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.query.Window.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void listsAndExportsAreContinuedBehindAPosition() {
        Window first = Window.first(10);
        Window later = first.after(new Position(List.of(7L)));

        assertThat(first.forPurpose(Purpose.WHOLE_LIST).isContinued()).isFalse();
        assertThat(later.isContinued()).as("a page by cursor").isFalse();
        assertThat(later.forPurpose(Purpose.WHOLE_LIST).isContinued()).isTrue();
        assertThat(later.forPurpose(Purpose.EXPORT).isContinued()).isTrue();
    }
}
