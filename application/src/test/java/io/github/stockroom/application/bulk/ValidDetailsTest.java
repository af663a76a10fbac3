package io.github.stockroom.application.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ValidDetailsTest {

    private final List<String> rejected = new ArrayList<>();
    private final List<String> wanted = new ArrayList<>(List.of("1x", "3x"));
    private int ends;

    private final Rejects<String> rejects = new Rejects<>() {
        @Override
        public boolean reject(String input, ValidationException why) {
            rejected.add(input + ": " + why.violations().get(0).code());
            return wanted.contains(input);
        }

        @Override
        public void end() {
            ends++;
        }
    };

    @Test
    void handsOnWhatIsValidAndReportsTheRest() {
        assertThat(all("1", "1x", "2", "3x", "4")).containsExactly(1, 2, 4);
        assertThat(rejected).containsExactly("1x: invalid", "3x: invalid");
        assertThat(ends).isOne();
    }

    @Test
    void onlyLooksAtTheRestOnceItIsNotWanted() {
        assertThat(all("1", "2x", "3x", "4", "5x")).containsExactly(1);
        assertThat(rejected).containsExactly("2x: invalid", "3x: invalid", "5x: invalid");
        assertThat(ends).isOne();
    }

    @Test
    void endsInAnEmptyInputToo() {
        assertThat(all()).isEmpty();
        assertThat(ends).isOne();
    }

    @Test
    void readsAheadOfNoNeed() {
        List<String> inputs = new ArrayList<>(List.of("1", "2x"));
        ValidDetails<String, Integer> details = of(inputs);

        assertThat(details.hasNext()).isTrue();
        assertThat(details.hasNext()).isTrue();
        assertThat(details.next()).isEqualTo(1);
        assertThat(rejected).isEmpty();
        assertThat(details.hasNext()).isFalse();
        assertThat(rejected).hasSize(1);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(details::next);
        assertThat(ends).isOne();
    }

    private List<Integer> all(String... inputs) {
        List<Integer> all = new ArrayList<>();
        of(List.of(inputs)).forEachRemaining(all::add);
        return all;
    }

    private ValidDetails<String, Integer> of(List<String> inputs) {
        return new ValidDetails<>(inputs.iterator(), ValidDetailsTest::number, rejects);
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new ValidationException(Violation.of("invalid", "A number is expected."));
        }
    }
}
