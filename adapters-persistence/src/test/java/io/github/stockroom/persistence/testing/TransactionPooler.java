package io.github.stockroom.persistence.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A connection pooler in transaction mode, as PgBouncer has it: each transaction of a client runs in the session that
 * was freed last. What a client leaves in a session stays there for the next one. The server must ask for no password.
 */
public final class TransactionPooler implements AutoCloseable {

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int CANCEL_REQUEST = 80_877_102;

    private final int serverPort;
    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();

    /** A message of PostgreSQL's protocol; the one that begins a connection has no type. */
    private record Message(int type, byte[] body) {

        static Message read(DataInputStream in) throws IOException {
            int type = in.readUnsignedByte();
            return new Message(type, in.readNBytes(in.readInt() - Integer.BYTES));
        }

        void write(DataOutputStream out) throws IOException {
            if (type != 0) {
                out.writeByte(type);
            }
            out.writeInt(body.length + Integer.BYTES);
            out.write(body);
        }
    }

    private record Peer(DataInputStream in, DataOutputStream out) {}

    /** @param greeting what the server says of itself at login */
    private record Session(Peer server, byte[] greeting) {}

    /** To a server on this machine. */
    public TransactionPooler(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            if (!entrance.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Peer client = peer(socket);
            Message startup = startup(client);
            if (startup != null) {
                greet(client, startup);
                forwardTransactions(client, startup);
            }
        } catch (EOFException | SocketException e) {
            // The client is gone.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Peer peer(Socket socket) throws IOException {
        open.add(socket);
        socket.setTcpNoDelay(true);
        return new Peer(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
    }

    private static @Nullable Message startup(Peer client) throws IOException {
        while (true) {
            Message first = new Message(0, client.in().readNBytes(client.in().readInt() - Integer.BYTES));
            switch (ByteBuffer.wrap(first.body()).getInt()) {
                case SSL_REQUEST, GSS_REQUEST -> client.out().writeByte('N');
                case CANCEL_REQUEST -> {
                    return null;
                }
                default -> {
                    return first;
                }
            }
        }
    }

    private void greet(Peer client, Message startup) throws IOException {
        Session session = session(startup);
        idle.push(session);
        client.out().write(session.greeting());
        // A key of its own, as the session of the server is not the client's.
        byte[] key = new byte[2 * Integer.BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        new Message('K', key).write(client.out());
        new Message('Z', new byte[] {'I'}).write(client.out());
    }

    private void forwardTransactions(Peer client, Message startup) throws IOException {
        Session session = null;
        try {
            for (Message sent = Message.read(client.in()); sent.type() != 'X'; sent = Message.read(client.in())) {
                session = session == null ? session(startup) : session;
                sent.write(session.server().out());
                boolean awaitsAnswer = sent.type() == 'Q' || sent.type() == 'S';
                if (awaitsAnswer && !isInTransaction(session, client)) {
                    idle.push(session);
                    session = null;
                }
            }
        } finally {
            if (session != null) {
                session.server().out().close(); // in the middle of a transaction
            }
        }
    }

    /** Forwards what the server answers. */
    private static boolean isInTransaction(Session session, Peer client) throws IOException {
        while (true) {
            Message answer = Message.read(session.server().in());
            answer.write(client.out());
            if (answer.type() == 'Z') {
                return answer.body()[0] != 'I';
            }
        }
    }

    private Session session(Message startup) throws IOException {
        Session session = idle.poll();
        return session == null ? newSession(startup) : session;
    }

    private Session newSession(Message startup) throws IOException {
        Peer server = peer(new Socket(InetAddress.getLoopbackAddress(), serverPort));
        startup.write(server.out());
        var greeting = new ByteArrayOutputStream();
        for (Message said = Message.read(server.in()); said.type() != 'Z'; said = Message.read(server.in())) {
            if (said.type() == 'E') {
                throw new IOException(new String(said.body()));
            }
            if (said.type() != 'K') {
                said.write(new DataOutputStream(greeting));
            }
        }
        return new Session(server, greeting.toByteArray());
    }
}
