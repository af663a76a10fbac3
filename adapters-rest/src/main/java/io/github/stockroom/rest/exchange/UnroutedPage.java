package io.github.stockroom.rest.exchange;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.body.ResponseBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page at an address that no operation covers, where there is no caller and so no exchange. */
public final class UnroutedPage {

    private UnroutedPage() {}

    /** Returns true if the client likes HTML better than JSON, as browsers do. */
    public static boolean isWanted(HttpServletRequest request) {
        return AcceptHeader.best(List.of(MediaTypes.JSON, MediaTypes.HTML), accept(request))
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

    private static @Nullable String accept(HttpServletRequest request) {
        return request.getHeader("Accept") == null
                ? null
                : String.join(",", Collections.list(request.getHeaders("Accept")));
    }
}
