package io.github.stockroom.archfixture.rest.json;

import jakarta.servlet.http.HttpServletRequest;

/** A file format that knows HTTP. */
public final class RequestReader {

    public String read(HttpServletRequest request) {
        return request.getMethod();
    }
}
