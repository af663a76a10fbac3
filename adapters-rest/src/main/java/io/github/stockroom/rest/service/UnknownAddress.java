package io.github.stockroom.rest.service;

import io.github.stockroom.rest.console.ConsoleSettings;
import io.github.stockroom.rest.exchange.UnroutedPage;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.route.UnroutedHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** Answers a browser at an address that does not exist. Other clients get a problem document. */
@Component
record UnknownAddress(ConsoleSettings console, Proxies proxies) implements UnroutedHandler {

    @Override
    public boolean handle(HttpServletRequest request, HttpServletResponse response) {
        boolean isBrowser = UnroutedPage.isWanted(request);
        if (isBrowser) {
            String page =
                    LinksPage.html("There is nothing at this address", proxies.baseUrl(request), console.enabled());
            UnroutedPage.send(request, response, 404, LinksPage.POLICY, page);
        }
        return isBrowser;
    }
}
