package io.github.stockroom.rest.exchange;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.body.ResponseBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page at an address that no operation covers, where there is no caller and so no exchange. */
public final class UnroutedPage {

    private UnroutedPage() {}

    /** Returns true if the client likes HTML better than JSON, as browsers do. */
    public static boolean isWanted(HttpServletRequest request) {
        return AcceptHeader.best(List.of(MediaTypes.JSON, MediaTypes.HTML), request)
                .filter(MediaTypes.HTML::equals)
                .isPresent();
    }

    /** @param contentSecurityPolicy of this page; with {@code frame-ancestors} */
    public static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String contentSecurityPolicy,
            String html) {
        response.setStatus(status);
        PageHeaders.page(response::setHeader, contentSecurityPolicy);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=utf-8");
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        if (request.getMethod().equals("HEAD")) {
            response.setContentLength(body.length);
        } else {
            ResponseBody.send(request, body);
        }
    }
}
