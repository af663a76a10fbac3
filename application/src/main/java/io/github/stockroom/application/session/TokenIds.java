package io.github.stockroom.application.session;

import java.util.UUID;

/** Makes ids that nobody can guess and that were never given before. Thread-safe. */
@FunctionalInterface
public interface TokenIds {

    UUID next();
}
