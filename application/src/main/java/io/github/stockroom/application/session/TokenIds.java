package io.github.stockroom.application.session;

import java.util.UUID;

/** Makes ids that cannot be guessed and were never issued before. Thread-safe. */
@FunctionalInterface
public interface TokenIds {

    UUID next();
}
