package io.github.stockroom.application.move;

import io.github.stockroom.domain.shared.Violation;
import java.util.List;

/** Hears of every row of a replaced system that did not come over as it was. */
public interface MoveReport {

    /** A row was stored with other values. */
    void changed(String id, List<Change> changes);

    /** A row was not stored. */
    void rejected(String id, List<Violation> why);

    /** The record was stored before and has other values now; it stays as it is. */
    void different(String id);
}
