package io.github.stockroom.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AttributesFilterTest {

    private final MockHttpServletRequest server = new MockHttpServletRequest();
    private HttpServletRequest request = server;

    @BeforeEach
    void filter() throws ServletException, IOException {
        var chain = new MockFilterChain();
        new AttributesFilter().doFilter(server, new MockHttpServletResponse(), chain);
        request = (HttpServletRequest) chain.getRequest();
    }

    @Test
    void keepsAttributesToItself() {
        request.setAttribute("id", "7");
        assertThat(request.getAttribute("id")).isEqualTo("7");
        assertThat(Collections.list(request.getAttributeNames())).containsExactly("id");
        assertThat(server.getAttribute("id")).isNull();
    }

    @Test
    void removesAttributes() {
        request.setAttribute("id", "7");
        request.setAttribute("path", "/");
        request.removeAttribute("id");
        request.setAttribute("path", null);
        assertThat(Collections.list(request.getAttributeNames())).isEmpty();
        assertThat(request.getAttribute("id")).isNull();
    }

    @Test
    void leavesTheServersToTheServer() {
        server.setAttribute("jakarta.servlet.error.status_code", 404);
        assertThat(request.getAttribute("jakarta.servlet.error.status_code")).isEqualTo(404);
        request.setAttribute("org.eclipse.jetty.anything", "told");
        assertThat(server.getAttribute("org.eclipse.jetty.anything")).isEqualTo("told");
        assertThat(Collections.list(request.getAttributeNames()))
                .containsExactlyInAnyOrder("jakarta.servlet.error.status_code", "org.eclipse.jetty.anything");
    }
}
