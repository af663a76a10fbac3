package io.github.stockroom.application.bulk;

import io.github.stockroom.domain.shared.ValidationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over the valid part of some input, which it reads lazily. It reports the invalid part to {@link Rejects}.
 * Made for the {@code createAll} of a catalogue; not thread-safe.
 *
 * @param <I> one piece of input
 * @param <D> the details of a valid piece
 */
public final class ValidDetails<I, D> implements Iterator<D> {

    private final Iterator<? extends I> inputs;
    private final Function<? super I, ? extends D> reader;
    private final Rejects<? super I> rejects;
    private boolean wanted = true;
    private boolean ended;
    private @Nullable D next;

    /** @param reader throws {@link ValidationException} for what is not valid */
    public ValidDetails(
            Iterator<? extends I> inputs, Function<? super I, ? extends D> reader, Rejects<? super I> rejects) {
        this.inputs = inputs;
        this.reader = reader;
        this.rejects = rejects;
    }

    @Override
    public boolean hasNext() {
        while (next == null && inputs.hasNext()) {
            I input = inputs.next();
            try {
                D draft = reader.apply(input);
                next = wanted ? draft : null;
            } catch (ValidationException e) {
                wanted = rejects.reject(input, e) && wanted;
            }
        }
        if (next == null && !ended) {
            ended = true;
            rejects.end();
        }
        return next != null;
    }

    @Override
    public D next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        D draft = next;
        next = null;
        return draft;
    }
}
