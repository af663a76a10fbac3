package io.github.stockroom.rest.jetty;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.Probes;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses requests at once that have waited too long for a thread, except probes. When more requests come than the
 * service can serve, each would otherwise wait behind all others until its client gives up, and the service would work
 * for clients that have gone.
 */
public final class LoadShedding extends Handler.Wrapper {

    /** Probes wait in the same queue; load balancers give them a second or more. */
    static final Duration MAX_WAIT = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(LoadShedding.class);

    private final Supplier<Duration> waited;
    private final ProblemErrorHandler problems;
    private final LongAdder refused = new LongAdder();

    /** @param waited tells how long the request of the current thread waited for it */
    public LoadShedding(Supplier<Duration> waited, ProblemErrorHandler problems) {
        this.waited = waited;
        this.problems = problems;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        EverySecond.run(getServer(), this, this::report);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (waited.get().compareTo(MAX_WAIT) <= 0 || isProbe(request)) {
            return super.handle(request, response, callback);
        }
        refused.increment();
        if (BodyHandler.hasBody(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close"); // a body that nobody reads may follow
        }
        problems.write(request, response, refusal(), callback);
        return true;
    }

    private static boolean isProbe(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && Probes.isProbe(path);
    }

    private static Problem refusal() {
        return Problems.temporarilyUnavailable(
                new TemporarilyUnavailableException(Reason.CAPACITY, "no thread was free in time"));
    }

    private void report() {
        long count = refused.sumThenReset();
        if (count > 0) {
            log.warn("Overload: {} requests were refused after waiting {} ms for a thread", count, MAX_WAIT.toMillis());
        }
    }
}
