package io.github.stockroom.bootstrap.fuzz;

import io.github.stockroom.bootstrap.testing.OpenApiCheck;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends cases to a service one after the other, each on a connection of its own, and judges the answers. */
final class FuzzRun {

    /** The processor time that one request may cost, in all threads of the service together. */
    static final Duration CPU_LIMIT = Duration.ofSeconds(2);

    private static final int FAULTS_SHOWN = 25;
    private static final int PRINTED_SHOWN = 5_000;
    private static final int FOLLOWED_SHARE = 10;

    private final ServiceProcess service;
    private final RequestGenerator generator;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private Duration mostCpu = Duration.ZERO;
    private boolean ended;

    FuzzRun(ServiceProcess service, RequestGenerator generator) {
        this.service = service;
        this.generator = generator;
    }

    /** Sends these cases, or fewer if many fail or the service ends. */
    void send(int first, int count) {
        for (int number = first; number < first + count && !isOver(); number++) {
            FuzzRequest request = generator.request(number);
            List<String> found = judgedByCpu(request);
            if (!found.isEmpty()) {
                faults.add("case " + number + ", " + request.operation() + ": " + String.join("; ", found) + "\n"
                        + "    all its bytes: " + request.saved() + "\n"
                        + request.shown().indent(4));
            }
        }
    }

    /** Returns true if more cases would tell nothing new. */
    boolean isOver() {
        return ended || faults.size() >= FAULTS_SHOWN;
    }

    List<String> faults() {
        return faults;
    }

    /** Returns how often each status was answered; 0 stands for connections that ended without an answer. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    Duration mostCpu() {
        return mostCpu;
    }

    private List<String> judgedByCpu(FuzzRequest request) {
        Optional<Duration> before = service.cpuTime();
        List<String> found = judged(request);
        Optional<Duration> after = service.cpuTime();
        if (before.isEmpty() || after.isEmpty()) {
            ended = true;
            String printed = service.printed();
            found.add("the service ended in this case or the one before: "
                    + printed.substring(Math.max(0, printed.length() - PRINTED_SHOWN)));
            return found;
        }
        Duration cpu = after.get().minus(before.get());
        mostCpu = cpu.compareTo(mostCpu) > 0 ? cpu : mostCpu;
        if (cpu.compareTo(CPU_LIMIT) > 0) {
            found.add("took " + cpu.toMillis() + " ms of processor time");
        }
        return found;
    }

    private List<String> judged(FuzzRequest request) {
        List<String> found = new ArrayList<>();
        try (RawHttp connection = RawHttp.to(service.port())) {
            boolean sent = isSent(connection, request.bytes());
            if (sent && request.raw()) {
                connection.endOutput();
            }
            Reply reply = connection.readFinal(request.method());
            if (!sent && !reply.header("Connection").equals("close")) {
                found.add("the connection broke while the body was sent, and the answer does not say so: " + reply);
            }
            statuses.merge(reply.status(), 1, Integer::sum);
            found.addAll(faults(request, reply));
            if (!request.raw()
                    && sent
                    && request.number() % FOLLOWED_SHARE == 0
                    && !reply.header("Connection").contains("close")) {
                follow(connection, found);
            }
        } catch (UncheckedIOException e) {
            statuses.merge(0, 1, Integer::sum);
            boolean allowed = request.raw() ? e.getCause() instanceof EOFException : refusesHead(request, found);
            if (!allowed) {
                found.add(described(e.getCause()));
            }
        } catch (RuntimeException e) {
            found.add("the answer is no HTTP: " + e);
        }
        return found;
    }

    /**
     * Returns false if the service closed the connection meanwhile, as it does behind a body that is not framed as
     * HTTP. Its answer stands in the connection all the same, and has to announce the close.
     */
    private static boolean isSent(RawHttp connection, byte[] bytes) {
        try {
            connection.send(bytes);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * Sends the head alone. The service may refuse it and announce that it closes the connection: the head is no valid
     * HTTP, or the client asked before sending the body. Clients that send the body all the same see the connection
     * break.
     */
    private boolean refusesHead(FuzzRequest request, List<String> found) {
        try (RawHttp connection = RawHttp.to(service.port())) {
            Reply reply = connection.send(request.head()).readFinal(request.method());
            found.addAll(faults(request, reply));
            return reply.header("Connection").equals("close");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Checks that the service has read the request to its end, and nothing behind it. */
    private static void follow(RawHttp connection, List<String> found) {
        connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Reply reply = connection.readFinal("GET");
        if (reply.status() != 200) {
            found.add("the request behind it on the connection is answered " + reply);
        }
    }

    static List<String> faults(FuzzRequest request, Reply reply) {
        List<String> found = new ArrayList<>();
        if (reply.status() >= 500 && reply.status() != 503) {
            found.add("answered " + reply);
        } else if (!request.raw()) {
            try {
                found.addAll(OpenApiCheck.faults(request.method(), request.path(), request.projected(), reply));
            } catch (RuntimeException e) {
                found.add("the body is not what its type says: " + e);
            }
            if (!found.isEmpty()) {
                found.add("answered " + reply);
            }
        }
        return found;
    }

    private static String described(IOException e) {
        if (e instanceof EOFException) {
            return "the connection was closed before the answer ended";
        }
        return e instanceof SocketTimeoutException ? "no answer for 10 s" : "the connection broke: " + e.getMessage();
    }
}
