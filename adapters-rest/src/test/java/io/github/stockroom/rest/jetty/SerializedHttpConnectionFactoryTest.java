package io.github.stockroom.rest.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Pool;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SerializedHttpConnectionFactoryTest {

    private static final String MALFORMED = "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private final Race race = new Race();

    @Test
    @Timeout(60)
    void givesInputBuffersBackEmptyWhenThreadsRaceBehindAMalformedHead() throws Exception {
        var buffers = new ArrayByteBufferPool();
        var server = new Server(new RacingThreadPool(), null, buffers);
        var connector = new RacingConnector(server);
        connector.setHost("localhost");
        server.addConnector(connector);
        server.start();
        try {
            for (int i = 0; i < 5; i++) {
                send(connector, MALFORMED);
                race.awaitEnd();
                assertThat(pooled(buffers, connector)).isNotEmpty().allMatch(RetainableByteBuffer::isEmpty);
            }
        } finally {
            server.stop();
        }
    }

    private static Stream<RetainableByteBuffer> pooled(ArrayByteBufferPool buffers, ServerConnector connector) {
        int size = connector.getConnectionFactory(HttpConnectionFactory.class).getInputBufferSize();
        return Stream.of(true, false)
                .flatMap(direct -> buffers.poolFor(size, direct).stream())
                .filter(Pool.Entry::isIdle)
                .map(Pool.Entry::getPooled);
    }

    private static void send(ServerConnector connector, String request) throws IOException {
        try (var socket = new Socket("localhost", connector.getLocalPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().readAllBytes();
        } catch (SocketException expected) {
            // the server does not read the rest of a head that it refuses
        }
    }

    /**
     * Lets the thread that parses a malformed head go on only when the thread that resumes its connection is about to
     * fill the input buffer, and that one only when the parsing thread has left the connection. If the connection has
     * them take turns, neither waits.
     */
    private static final class Race {

        private volatile @Nullable Thread parsing;
        private volatile @Nullable Thread resuming;
        private volatile boolean filling;
        private volatile boolean ended;

        void parsed() {
            resuming = null;
            filling = false;
            ended = false;
            parsing = Thread.currentThread();
        }

        void awaitResumption() {
            Thread other = resuming;
            while (other == null || !filling && other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
                other = resuming;
            }
        }

        void resume(Runnable connection) {
            resuming = Thread.currentThread();
            connection.run();
            ended = true;
        }

        void fill() {
            Thread other = parsing;
            if (other != null && Thread.currentThread() == resuming && !filling) {
                filling = true;
                while (isInConnection(other)) {
                    Thread.onSpinWait();
                }
            }
        }

        void awaitEnd() {
            while (!ended) {
                Thread.onSpinWait();
            }
        }

        private static boolean isInConnection(Thread thread) {
            return Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(HttpConnection.class.getName()));
        }
    }

    private final class RacingThreadPool extends QueuedThreadPool {

        @Override
        public boolean tryExecute(Runnable task) {
            if (!isParsing()) {
                return super.tryExecute(task);
            }
            race.parsed();
            new Thread(task).start();
            race.awaitResumption();
            return true;
        }

        @Override
        public void execute(Runnable job) {
            super.execute(job instanceof HttpConnection ? () -> race.resume(job) : job);
        }

        private static boolean isParsing() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .walk(frames -> frames.anyMatch(frame -> frame.getDeclaringClass() == HttpParser.class));
        }
    }

    private final class RacingConnector extends ServerConnector {

        RacingConnector(Server server) {
            super(server, new SerializedHttpConnectionFactory(new HttpConfiguration()));
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            var endPoint = new SocketChannelEndPoint(channel, selector, key, getScheduler()) {
                @Override
                public int fill(ByteBuffer buffer) throws IOException {
                    race.fill();
                    return super.fill(buffer);
                }
            };
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }
    }
}
