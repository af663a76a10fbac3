package io.github.stockroom.rest.exchange;

import io.github.stockroom.application.idempotency.StoredResponse;
import io.github.stockroom.rest.body.ResponseBody;
import io.github.stockroom.rest.body.Spool;
import io.github.stockroom.rest.body.StreamPermits;
import io.github.stockroom.rest.request.Proxies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * An answer that goes to the client. A short one is sent after the request gave its thread back, a long one only with a
 * permit, since the thread waits for the client.
 */
final class ClientResponse implements Response, AutoCloseable {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Proxies proxies;
    private final StreamPermits permits;
    private String permitted = "";

    ClientResponse(HttpServletRequest request, HttpServletResponse response, Proxies proxies, StreamPermits permits) {
        this.request = request;
        this.response = response;
        this.proxies = proxies;
        this.permits = permits;
    }

    @Override
    public void status(int status) {
        response.setStatus(status);
    }

    @Override
    public void header(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void end(byte[] body) throws IOException {
        if (request.getMethod().equals("HEAD")) {
            response.setContentLengthLong(body.length);
        } else if (body.length <= ResponseBody.MAX_IN_MEMORY) {
            ResponseBody.send(request, body);
        } else {
            if (request.getMethod().equals("GET")) {
                acquirePermit(); // not where something has been stored: it is too late to refuse
            }
            response.setContentLengthLong(body.length);
            response.getOutputStream().write(body);
        }
    }

    @Override
    public void end(Spool body) {
        ResponseBody.send(request, body);
    }

    /**
     * Answers what was recorded.
     *
     * @param body its parts by their number
     * @param whole takes them together, so that no thread waits for the client between two parts
     */
    void replay(StoredResponse stored, IntFunction<Optional<byte[]>> body, Spool whole) {
        response.setStatus(stored.status());
        stored.headers().forEach(response::setHeader);
        try (OutputStream out = whole.output()) {
            for (int number = 0; whole.size() < stored.length(); number++) {
                out.write(body.apply(number)
                        .orElseThrow(() -> new IllegalStateException("the response was forgotten while it was sent")));
            }
        } catch (IOException e) {
            whole.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            whole.close();
            throw e;
        }
        end(whole);
    }

    @Override
    public OutputStream stream() throws IOException {
        acquirePermit();
        if (request.getMethod().equals("HEAD")) {
            response.flushBuffer(); // else Jetty would say that the body of a GET has no bytes
        }
        return response.getOutputStream();
    }

    /** @throws io.github.stockroom.rest.problem.ProblemException 503 when there is none */
    void acquirePermit() {
        if (permitted.isEmpty()) {
            String client = proxies.clientAddress(request);
            permits.acquire(client);
            permitted = client;
        }
    }

    @Override
    public void close() {
        if (!permitted.isEmpty()) {
            permits.release(permitted);
            permitted = "";
        }
    }
}
