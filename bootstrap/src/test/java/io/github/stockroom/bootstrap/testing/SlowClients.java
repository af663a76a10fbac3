package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections from many addresses of the loopback network that send a request and then neither send nor read. */
public final class SlowClients implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 4_096;

    private final InetSocketAddress server;
    private final int addresses;
    private final List<SocketChannel> connections = new ArrayList<>();

    /** @param addresses from how many addresses they come, in turn; up to 200 */
    public SlowClients(int port, int addresses) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.addresses = addresses;
    }

    /**
     * Opens connections and sends this on each, as far as the server takes it.
     *
     * @param request each character is one byte
     */
    public void send(int count, String request) {
        send(count, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(int count, byte[] request) {
        try {
            for (int i = 0; i < count; i++) {
                String address = "127.0.0." + (2 + connections.size() % addresses);
                SocketChannel connection = SocketChannel.open();
                connections.add(connection);
                connection.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                connection.bind(new InetSocketAddress(address, 0));
                connection.connect(server);
                connection.configureBlocking(false);
                connection.write(ByteBuffer.wrap(request));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many of the connections the server has ended, with or without an answer. */
    public long countEnded() {
        return connections.stream().filter(SlowClients::isEnded).count();
    }

    /** Reads what there is, to see whether the end comes. */
    private static boolean isEnded(SocketChannel connection) {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            int count = connection.read(buffer);
            while (count > 0) {
                buffer.clear();
                count = connection.read(buffer);
            }
            return count < 0;
        } catch (IOException e) {
            return true; // reset
        }
    }

    @Override
    public void close() {
        for (SocketChannel connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
