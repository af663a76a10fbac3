package io.github.stockroom.rest.jetty;

import io.github.stockroom.rest.body.Quota;
import io.github.stockroom.rest.body.ResponseBody;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a request left as its {@link ResponseBody}, without a thread that waits for the client. Bytes that clients
 * do not read are bounded: beyond that the connection that would add to them is closed.
 */
public final class DeferredResponses extends Handler.Wrapper {

    private final Quota unread;
    private final Function<Request, String> clients;

    /**
     * @param unread bytes of responses that wait for their clients, in all and per client
     * @param clients tells the address of the client that sent a request
     */
    public DeferredResponses(Quota unread, Function<Request, String> clients) {
        this.unread = unread;
        this.clients = clients;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        return next != null && next.handle(request, new DeferredResponse(request, response), callback);
    }

    private final class DeferredResponse extends Response.Wrapper {

        DeferredResponse(Request request, Response wrapped) {
            super(request, wrapped);
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            boolean isEnd = last && (content == null || !content.hasRemaining()) && !isCommitted();
            if (!isEnd || !(getRequest().getAttribute(ResponseBody.ATTRIBUTE) instanceof ResponseBody body)) {
                super.write(last, content, callback);
                return;
            }
            getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
            if (body.length() <= ResponseBody.MAX_IN_MEMORY) {
                ByteBuffer whole = body.next();
                body.close();
                var pending = new Pending(getRequest(), body.length(), callback);
                super.write(true, whole, pending);
                pending.countWhenUnread();
            } else {
                new Parts(getWrapped(), body, callback).iterate();
            }
        }
    }

    private enum State {
        WRITING,
        COUNTED,
        DONE
    }

    /** A response that is in memory until the client has read it. */
    private final class Pending implements Callback {

        private final Request request;
        private final long length;
        private final Callback callback;
        private final AtomicReference<State> state = new AtomicReference<>(State.WRITING);
        private String client = "";

        Pending(Request request, long length, Callback callback) {
            this.request = request;
            this.length = length;
            this.callback = callback;
        }

        /** Most are written by now: what the system takes at once costs nothing more. */
        void countWhenUnread() {
            if (state.get() != State.WRITING) {
                return;
            }
            client = clients.apply(request);
            if (unread.take(client, length) != Quota.Outcome.TAKEN) {
                request.getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .close(new TimeoutException("too many responses wait for clients that do not read"));
            } else if (!state.compareAndSet(State.WRITING, State.COUNTED)) {
                unread.release(client, length);
            }
        }

        @Override
        public void succeeded() {
            end();
            callback.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            end();
            callback.failed(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return callback.getInvocationType();
        }

        private void end() {
            if (state.getAndSet(State.DONE) == State.COUNTED) {
                unread.release(client, length);
            }
        }
    }

    /** Sends a long body from its file, part by part. */
    private static final class Parts extends IteratingNestedCallback {

        private final Response response;
        private final ResponseBody body;

        Parts(Response response, ResponseBody body, Callback callback) {
            super(callback);
            this.response = response;
            this.body = body;
        }

        @Override
        protected Action process() {
            if (body.isSent()) {
                return Action.SUCCEEDED;
            }
            ByteBuffer part = body.next();
            response.write(body.isSent(), part, this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onCompleteSuccess() {
            body.close();
            super.onCompleteSuccess();
        }

        @Override
        protected void onCompleteFailure(Throwable failure) {
            body.close();
            super.onCompleteFailure(failure);
        }
    }
}
