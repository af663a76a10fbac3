package io.github.stockroom.rest.jetty;

import io.github.stockroom.rest.body.BodySpace;
import io.github.stockroom.rest.body.ReceivedBody;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Receives request bodies without a thread that waits for them. An operation finds its body as a {@link ReceivedBody}.
 * A body that the answer did not depend on is taken in behind the answer, so that the connection stays usable and no
 * reset overtakes the answer (RFC 9112, 9.6).
 */
public final class BodyHandler extends Handler.Wrapper {

    private final BodySpace space;
    private final BodyPace pace;
    private final Function<Request, String> clients;
    private final Set<ArrivingBody> arriving = ConcurrentHashMap.newKeySet();
    private final Set<UnreadRest> unread = ConcurrentHashMap.newKeySet();

    /** @param clients tells the address of the client that sent a request */
    public BodyHandler(BodySpace space, BodyPace pace, Function<Request, String> clients) {
        this.space = space;
        this.pace = pace;
        this.clients = clients;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        EverySecond.run(getServer(), this, this::endSlowBodies);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        if (next == null) {
            return false;
        }
        if (!hasBody(request)) {
            return next.handle(request, response, callback);
        }
        var body = new ArrivingBody(request, space, clients, arriving);
        body.readHead();
        request.setAttribute(ReceivedBody.ATTRIBUTE, body);
        try {
            return next.handle(
                    new WithoutBody(request),
                    response,
                    Callback.from(() -> complete(request, body, callback), failure -> {
                        body.close();
                        callback.failed(failure);
                    }));
        } catch (Throwable e) {
            body.close();
            throw e;
        }
    }

    static boolean hasBody(Request request) {
        long length = request.getLength();
        return length > 0 || length < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private void complete(Request request, ArrivingBody body, Callback callback) {
        boolean isUnread = body.isUnread();
        body.close();
        if (isUnread && !isNotAwaited(request)) {
            var rest = new UnreadRest(request, callback);
            unread.add(rest);
            rest.takeIn();
            unread.removeIf(UnreadRest::isDone);
        } else {
            callback.succeeded();
        }
    }

    /**
     * Returns true if the client still waits to be asked for the body. Reading would ask for it; the server closes the
     * connection, and the answer has said so. If the client has begun to send the body unasked, the answer has not said
     * so.
     */
    private static boolean isNotAwaited(Request request) {
        return request.getHeaders().contains(HttpHeader.EXPECT)
                && !request.getConnectionMetaData().isPersistent();
    }

    private void endSlowBodies() {
        arriving.forEach(body -> body.check(pace));
        unread.forEach(rest -> rest.check(pace));
        unread.removeIf(UnreadRest::isDone);
    }

    /** A request whose body is read already, or by others. */
    private static final class WithoutBody extends Request.Wrapper {

        WithoutBody(Request wrapped) {
            super(wrapped);
        }

        @Override
        public Content.Chunk read() {
            return Content.Chunk.EOF;
        }

        @Override
        public void demand(Runnable demandCallback) {
            demandCallback.run();
        }

        /** The rest is taken in behind the answer, so that the connection may serve the next request. */
        @Override
        public boolean consumeAvailable() {
            return true;
        }
    }
}
