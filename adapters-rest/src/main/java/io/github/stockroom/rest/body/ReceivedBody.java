package io.github.stockroom.rest.body;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The body of a request, as the server receives it: without a thread that waits for it. Requests without a body have
 * none.
 */
public interface ReceivedBody {

    /** The attribute of the request that holds it. */
    String ATTRIBUTE = ReceivedBody.class.getName();

    /**
     * Returns the whole content, which belongs to the request and is closed with it.
     *
     * @throws BodyPendingException while it has not arrived; the request is to be dispatched again by {@link #await}
     * @throws io.github.stockroom.rest.problem.ProblemException 408 when it comes too slowly, 413 when it is too long,
     *     400 when it breaks off, 429 or 503 when there is no room for it
     */
    Spool require(BodyLimit limit);

    /** Returns the first byte that is no white space; 0 while there is none. */
    byte first();

    /** Returns whether the request has been unwound once to wait for its body. */
    boolean isAwaited();

    /** Receives the body that was required and then calls back once, from any thread. */
    void await(Runnable then);

    /** Returns the body of this request, if it has one. */
    static Optional<ReceivedBody> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ReceivedBody body ? Optional.of(body) : Optional.empty();
    }
}
