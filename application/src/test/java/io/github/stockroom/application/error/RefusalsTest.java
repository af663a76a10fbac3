package io.github.stockroom.application.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.error.FieldConflictException.Rule;
import org.junit.jupiter.api.Test;

/** Exceptions that name a field or a resource, for callers to tell their users. */
class RefusalsTest {

    @Test
    void conflictOfARecordAloneHasNoIndex() {
        FieldConflictException alone = new FieldConflictException(Rule.UNIQUE, "isbn");

        assertThat(alone.rule()).isEqualTo(Rule.UNIQUE);
        assertThat(alone.field()).isEqualTo("isbn");
        assertThat(alone.index()).isEmpty();
        assertThat(alone.behind(100)).isSameAs(alone);
    }

    @Test
    void conflictAmongManyKeepsItsPlaceBehindOthers() {
        FieldConflictException third = new FieldConflictException(Rule.REFERENCE, "author", 2);

        assertThat(third.index()).hasValue(2);
        assertThat(third.behind(100))
                .returns(Rule.REFERENCE, FieldConflictException::rule)
                .returns("author", FieldConflictException::field)
                .satisfies(later -> assertThat(later.index()).hasValue(102));
    }

    @Test
    void resourcesAreNamed() {
        assertThat(new RecordInUseException("books").resource()).isEqualTo("books");
        assertThat(new RecordNotFoundException("book", 7).resource()).isEqualTo("book");
    }
}
