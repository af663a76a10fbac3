package io.github.stockroom.rest.jetty;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.Probes;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses requests at once that have waited too long for the thread that handles their head. When more requests come
 * than the service can serve, each would otherwise wait behind all others until its client gives up, and the service
 * would work for clients that have gone. A queue that a pause left behind, such as one of the garbage collector, is
 * served: waits must have been long for a while, without a short one. Probes and {@code OPTIONS} cost less than a
 * refusal and are always served.
 */
public final class LoadShedding extends Handler.Wrapper {

    /** Probes wait in the same queue; load balancers give them a second or more. */
    static final Duration MAX_WAIT = Duration.ofMillis(500);

    /** After a wait as short as this, no queue stands. */
    static final Duration SHORT_WAIT = Duration.ofMillis(100);

    /** The time for which waits must have been long. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(LoadShedding.class);

    private final LongSupplier waited;
    private final ProblemErrorHandler problems;
    private final LongSupplier nanoTime;
    private final LongAdder refused = new LongAdder();
    private long reported;

    /** True while waits are long, from {@link #since}. Threads may overwrite each other's times, which are close. */
    private volatile boolean isBehind;

    private volatile long since;

    /** @param waited tells for how many nanoseconds the request of the current thread waited for it */
    public LoadShedding(LongSupplier waited, ProblemErrorHandler problems) {
        this(waited, problems, System::nanoTime);
    }

    LoadShedding(LongSupplier waited, ProblemErrorHandler problems, LongSupplier nanoTime) {
        this.waited = waited;
        this.problems = problems;
        this.nanoTime = nanoTime;
    }

    /** Returns how many requests were refused since the start. */
    public long refused() {
        return refused.sum();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        EverySecond.run(getServer(), this, this::report);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isOverdue(waited.getAsLong()) || isCheap(request)) {
            return super.handle(request, response, callback);
        }
        refused.increment();
        if (BodyHandler.hasBody(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close"); // the body, which is not read, may follow
        }
        problems.write(request, response, refusal(), callback);
        return true;
    }

    private boolean isOverdue(long wait) {
        if (wait <= SHORT_WAIT.toNanos()) {
            if (isBehind) {
                isBehind = false;
            }
            return false;
        }
        if (wait <= MAX_WAIT.toNanos()) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (!isBehind) {
            since = now;
            isBehind = true;
        }
        return now - since > PATIENCE.toNanos();
    }

    private static boolean isCheap(Request request) {
        String path = request.getHttpURI().getPath();
        return HttpMethod.OPTIONS.is(request.getMethod()) || path != null && Probes.isProbe(path);
    }

    private static Problem refusal() {
        return Problems.temporarilyUnavailable(
                new TemporarilyUnavailableException(Reason.CAPACITY, "no thread was free in time"));
    }

    private void report() {
        long all = refused();
        if (all > reported) {
            log.warn("Overload: {} requests were refused, as they waited too long for a thread", all - reported);
            reported = all;
        }
    }
}
