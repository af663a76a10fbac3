package io.github.stockroom.application.bulk;

import io.github.stockroom.domain.shared.ValidationException;

/**
 * A receiver of the rows of an input that are not valid.
 *
 * @param <I> one piece of input
 */
public interface Rejects<I> {

    /**
     * Takes note of one that is not valid; may throw, so that nothing is stored.
     *
     * @return whether the valid ones behind it are still wanted; if not, the rest is only looked at
     */
    boolean reject(I input, ValidationException why);

    /**
     * Called behind the last one, perhaps twice, whether any was rejected or not; may throw, so that nothing is stored.
     */
    default void end() {}
}
