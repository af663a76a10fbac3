package io.github.stockroom.application.query;

import java.util.List;

/** A record of two fields that may be absent, for the tests of this package. */
record Note(long id, String text, Long rank) {

    static final Field<Note, Long> ID = Field.wholeNumber("id", Note::id);
    static final TextField<Note> TEXT = Field.text("text", Note::text);
    static final Field<Note, Long> RANK = Field.wholeNumber("rank", Note::rank);
    static final Fields<Note> FIELDS = new Fields<>(List.of(ID, TEXT, RANK), ID, List.of(ID.ascending()));
    static final Query<Note> ALL = Query.of(FIELDS);
}
