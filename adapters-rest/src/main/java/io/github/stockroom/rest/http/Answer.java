package io.github.stockroom.rest.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Where the answer of an exchange goes. */
interface Answer {

    /** The length of a body that nobody knows yet. */
    long UNKNOWN_LENGTH = -1;

    void status(int status);

    void header(String name, String value);

    /** @param length in bytes, or {@link #UNKNOWN_LENGTH} */
    OutputStream body(String contentType, long length) throws IOException;

    /** To the client. */
    static Answer to(HttpServletResponse response) {
        return new Answer() {
            @Override
            public void status(int status) {
                response.setStatus(status);
            }

            @Override
            public void header(String name, String value) {
                response.setHeader(name, value);
            }

            @Override
            public OutputStream body(String contentType, long length) throws IOException {
                response.setContentType(contentType);
                if (length != UNKNOWN_LENGTH) {
                    response.setContentLengthLong(length);
                }
                return response.getOutputStream();
            }
        };
    }
}
