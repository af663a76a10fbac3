package io.github.stockroom.application.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {

    private final List<Note> stored = new ArrayList<>();
    private final List<Window> asked = new ArrayList<>();
    private final Listing<Note> listing = (query, window) -> {
        asked.add(window);
        return Listing.page(query, window, (q, w) -> InMemoryTable.list(stored, q, w));
    };

    @ParameterizedTest
    @CsvSource({"0, 3, 1", "1, 3, 1", "3, 3, 1", "4, 3, 2", "6, 3, 2", "7, 3, 3"})
    void asksOnceForEachPage(int records, int size, int pages) {
        store(records);

        assertThat(walk(Window.first(size))).isEqualTo(stored);
        assertThat(asked).hasSize(pages);
    }

    @Test
    void beginsAndEndsWithTheWindow() {
        store(10);
        Window window = Window.first(2).withOffset(1).through(Note.ALL.positionOf(stored.get(7)));

        assertThat(walk(window)).isEqualTo(stored.subList(1, 8));
    }

    @Test
    void goesOnWhereItWasWhateverHappensBefore() {
        store(4);
        Pages<Note> pages = new Pages<>(listing, Note.ALL, Window.first(2));
        List<Note> seen = new ArrayList<>(pages.next().items());
        stored.remove(1);
        stored.add(0, new Note(-1, null, null));
        pages.forEachRemaining(page -> seen.addAll(page.items()));

        assertThat(seen).extracting(Note::id).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void readsNothingBeforeItIsAsked() {
        store(2_500);

        assertThat(Pages.stream(listing, Note.ALL).limit(1_001)).hasSize(1_001);
        assertThat(asked).hasSize(2);
    }

    @Test
    void endsAfterTheLastPage() {
        Pages<Note> pages = new Pages<>(listing, Note.ALL, Window.first(1));
        pages.next();

        assertThat(pages.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(pages::next);
    }

    private List<Note> walk(Window start) {
        List<Note> walked = new ArrayList<>();
        new Pages<>(listing, Note.ALL, start).forEachRemaining(page -> walked.addAll(page.items()));
        return walked;
    }

    private void store(int records) {
        LongStream.rangeClosed(1, records).forEach(id -> stored.add(new Note(id, null, null)));
    }
}
