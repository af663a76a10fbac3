package io.github.stockroom.rest.jetty;

import static java.util.Objects.requireNonNull;

import io.github.stockroom.rest.body.BodyLimit;
import io.github.stockroom.rest.body.BodyPendingException;
import io.github.stockroom.rest.body.BodySpace;
import io.github.stockroom.rest.body.ReceivedBody;
import io.github.stockroom.rest.body.RequestBody;
import io.github.stockroom.rest.body.Spool;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body that is read without blocking: what came with the headers at once, the rest when an operation requires it.
 * Thread-safe: the server reads in one thread, the request is served in another, and a third one looks whether the body
 * keeps its pace.
 */
final class ArrivingBody implements ReceivedBody {

    private static final Logger log = LoggerFactory.getLogger(ArrivingBody.class);

    /** As much is kept without taking room: it is bounded by the number of threads. */
    private static final int HEAD = 64 * 1024;

    private static final String WHITE_SPACE_OR_BOM = " \t\r\n\u00ef\u00bb\u00bf";
    private static final BodyLimit NONE = first -> Integer.MAX_VALUE;

    private final Request request;
    private final BodySpace space;
    private final Function<Request, String> clients;
    private final Set<ArrivingBody> arriving;
    private final long length;
    private final long since = System.nanoTime();

    private byte[] head = new byte[0];
    private byte first;
    private long received;
    private boolean ended;
    private BodyLimit limit = NONE;
    private @Nullable Spool content;
    private @Nullable Problem refusal;
    private @Nullable Runnable then;
    private boolean demanded;
    private boolean awaited;

    /** @param arriving where it stands while it is awaited */
    ArrivingBody(Request request, BodySpace space, Function<Request, String> clients, Set<ArrivingBody> arriving) {
        this.request = request;
        this.space = space;
        this.clients = clients;
        this.arriving = arriving;
        this.length = request.getLength();
    }

    /** Reads what has arrived already, up to 64 KiB. */
    synchronized void readHead() {
        while (!ended && refusal == null && received < HEAD) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                return;
            }
            take(chunk);
        }
    }

    @Override
    public synchronized Spool require(BodyLimit wanted) {
        limit = wanted;
        refuseWhenTooLong();
        if (refusal != null) {
            throw refusal.exception();
        }
        if (!ended) {
            throw new BodyPendingException();
        }
        Spool whole = content;
        if (whole == null) {
            whole = Spool.of(head);
            content = whole;
        }
        return whole;
    }

    @Override
    public synchronized byte first() {
        return first;
    }

    @Override
    public synchronized boolean isAwaited() {
        return awaited;
    }

    @Override
    public void await(Runnable callback) {
        synchronized (this) {
            awaited = true;
            then = callback;
            try {
                content = new Spool(space, clients.apply(request));
                write(head, 0, head.length);
                head = new byte[0];
            } catch (ProblemException e) {
                refusal = e.problem();
            }
        }
        arriving.add(this);
        receive();
    }

    /** Refuses the body when it comes too slowly; does nothing when it is not awaited any more. */
    void check(BodyPace pace) {
        Runnable callback;
        synchronized (this) {
            if (then == null || pace.isKept(System.nanoTime() - since, received)) {
                return;
            }
            refusal = Problems.requestTimeout();
            callback = then;
            then = null;
        }
        arriving.remove(this);
        callback.run();
    }

    /** Returns whether the client is still to send something that the server could take in. */
    synchronized boolean isUnread() {
        return !ended && !demanded;
    }

    /** Gives back what the content takes. */
    synchronized void close() {
        if (content != null) {
            content.close();
        }
        ended = true;
        arriving.remove(this);
    }

    /** Reads on until the body is whole or refused, then calls back. */
    private void receive() {
        Runnable callback;
        synchronized (this) {
            demanded = false;
            while (then != null && !ended && refusal == null) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    demanded = true;
                    request.demand(this::receive);
                    return;
                }
                take(chunk);
            }
            callback = then;
            then = null;
        }
        if (callback != null) {
            arriving.remove(this);
            callback.run();
        }
    }

    private void take(Content.Chunk chunk) {
        try {
            if (Content.Chunk.isFailure(chunk)) {
                log.debug("A body broke off", chunk.getFailure());
                ended = true;
                refusal = RequestBody.incomplete();
                return;
            }
            ByteBuffer bytes = chunk.getByteBuffer();
            int count = bytes.remaining();
            byte[] copy = new byte[count];
            bytes.get(copy);
            for (int i = 0; i < count && first == 0; i++) {
                first = WHITE_SPACE_OR_BOM.indexOf(copy[i] & 0xff) < 0 ? copy[i] : 0;
            }
            received += count;
            ended = chunk.isLast();
            refuseWhenTooLong();
            if (refusal == null) {
                keep(copy);
            }
        } catch (ProblemException e) {
            refusal = e.problem();
        } finally {
            chunk.release();
        }
    }

    private void keep(byte[] bytes) {
        if (content != null) {
            write(bytes, 0, bytes.length);
        } else if (head.length == 0) {
            head = bytes;
        } else {
            int before = head.length;
            head = Arrays.copyOf(head, before + bytes.length);
            System.arraycopy(bytes, 0, head, before, bytes.length);
        }
    }

    private void write(byte[] bytes, int offset, int count) {
        try (OutputStream out = requireNonNull(content).output()) {
            out.write(bytes, offset, count);
        } catch (IOException | UncheckedIOException e) {
            log.warn("The temporary file of a body cannot be written", e);
            throw Problems.busy("Bodies cannot be stored now; try again shortly.", Duration.ofSeconds(5))
                    .exception();
        }
    }

    private void refuseWhenTooLong() {
        int most = limit.bytes(first);
        if (refusal == null && (received > most || first != 0 && length > most)) {
            refusal = RequestBody.tooLarge(most);
        }
    }
}
