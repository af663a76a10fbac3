package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a service and its database, and fails as servers and networks do. Forwards at first. */
public final class Relay implements AutoCloseable {

    private enum Mode {
        FORWARDING,
        HANGING_UP,
        SWALLOWING_ANSWERS,
        SILENT
    }

    private final String host;
    private final int port;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    private volatile Mode mode = Mode.FORWARDING;

    /** Starts a relay to the server that listens there. */
    public Relay(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Ends all connections, and each new one at once, as a server does that stops or fails over. */
    public void hangUp() {
        mode = Mode.HANGING_UP;
        closeAll();
    }

    /** The same as soon as this many more bytes have passed. */
    public void hangUpAfter(long bytes) {
        bytesLeft.set(bytes);
    }

    /** Takes what is sent and connections, and never says anything again, as a network does that lost the way. */
    public void fallSilent() {
        mode = Mode.SILENT;
    }

    /** Passes on what the service sends, but nothing of what the server answers. */
    public void swallowAnswers() {
        mode = Mode.SWALLOWING_ANSWERS;
    }

    /** Works for new connections; older ones have ended. */
    public void recover() {
        bytesLeft.set(Long.MAX_VALUE);
        mode = Mode.FORWARDING;
        closeAll();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        closeAll();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                try {
                    connect(client, new Socket(host, port));
                } catch (ConnectException e) {
                    client.close(); // no server listens there for now
                }
                // Only now: a thread that hangs up meanwhile either sees these two sockets or is seen here.
                if (mode == Mode.HANGING_UP) {
                    closeAll();
                }
            }
        } catch (IOException e) {
            if (!entrance.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client, Socket server) {
        open.add(client);
        open.add(server);
        threads.execute(() -> copy(client, server, Set.of(Mode.SILENT)));
        threads.execute(() -> copy(server, client, Set.of(Mode.SILENT, Mode.SWALLOWING_ANSWERS)));
    }

    private void copy(Socket from, Socket to, Set<Mode> dropping) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!dropping.contains(mode)) {
                    out.write(buffer, 0, read);
                }
                if (bytesLeft.addAndGet(-read) < 0) {
                    hangUp();
                }
            }
        } catch (IOException e) {
            // One side is gone, and so the other is now.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void closeAll() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
