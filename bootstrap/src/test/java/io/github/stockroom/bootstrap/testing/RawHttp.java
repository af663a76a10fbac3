package io.github.stockroom.bootstrap.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bare connection, for what a well-behaved client would not send. Gives up after ten seconds of silence. */
public final class RawHttp implements AutoCloseable {

    private static final int SILENCE_MS = 10_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawHttp(int port, int receiveBuffer) {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setSoTimeout(SILENCE_MS);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("localhost", port), SILENCE_MS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RawHttp to(int port) {
        return new RawHttp(port, 0);
    }

    /** A connection that takes little at a time. */
    public static RawHttp slowlyTo(int port) {
        return new RawHttp(port, 4_096);
    }

    /** Sends this request, a blank line added, on a connection of its own. */
    public static Reply exchange(int port, String... lines) {
        try (RawHttp connection = to(port)) {
            return connection.send(String.join("\r\n", lines) + "\r\n\r\n").read();
        }
    }

    /** Sends a request without a body for this target, valid or not. */
    public static Reply request(int port, String method, String target, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: localhost:" + port));
        lines.addAll(List.of(headers));
        return exchange(port, lines.toArray(String[]::new));
    }

    /** Each character is one byte. */
    public RawHttp send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawHttp send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the server that no more comes. */
    public RawHttp endOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next response, interim ones included. */
    public Reply read() {
        return read(true);
    }

    /** The final response to a request with this method. */
    public Reply readFinal(String method) {
        Reply reply = read(!method.equals("HEAD"));
        while (reply.status() < 200) {
            reply = read(!method.equals("HEAD"));
        }
        return reply;
    }

    private Reply read(boolean withBody) {
        try {
            String[] status = line().split(" ", 3);
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = line(); !line.isEmpty(); line = line()) {
                String[] pair = line.split(": ?", 2);
                headers.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
            }
            int code = Integer.parseInt(status[1]);
            return new Reply(
                    null,
                    code,
                    status.length < 3 ? "" : status[2],
                    headers,
                    withBody ? body(code, headers) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the next response has begun. */
    public RawHttp awaitBegin() {
        try {
            in.mark(1);
            in.read();
            in.reset();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns true if the server ends the connection, after all that it still sends. */
    public boolean isClosedByServer() {
        try {
            in.skipNBytes(Long.MAX_VALUE);
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // end of stream, or reset
        }
    }

    /** The next line of what the server sends. */
    public String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** The rest of what the server sends, as it comes. */
    public InputStream stream() {
        return in;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] body(int status, Map<String, List<String>> headers) throws IOException {
        @Nullable List<String> length = headers.get("Content-Length");
        if (status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        if (length != null) {
            byte[] whole = new byte[Integer.parseInt(length.get(0))];
            if (in.readNBytes(whole, 0, whole.length) < whole.length) {
                throw new EOFException("the server closed the connection within a body");
            }
            return whole;
        }
        if (!headers.containsKey("Transfer-Encoding")) {
            return in.readAllBytes();
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().trim(), 16);
    }
}
