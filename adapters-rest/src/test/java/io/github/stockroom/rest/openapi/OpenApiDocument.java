package io.github.stockroom.rest.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.stockroom.application.idempotency.IdempotentReplies;
import io.github.stockroom.application.session.TokenLifetimes;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.rest.http.AnonymousKeys;
import io.github.stockroom.rest.http.Idempotency;
import io.github.stockroom.rest.http.RestSettings;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.security.JwtKeys;
import io.github.stockroom.rest.security.JwtSettings;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Makes the document: springdoc finds the operations, the descriptions say what they are. */
final class OpenApiDocument {

    private OpenApiDocument() {}

    /** As JSON. */
    static JsonNode make() {
        try (var context = new AnnotationConfigWebApplicationContext()) {
            context.setServletContext(new MockServletContext());
            context.register(Controllers.class);
            context.refresh();
            byte[] json = context.getBean(OpenApiWebMvcResource.class)
                    .openapiJson(new MockHttpServletRequest(), "/openapi.json", Locale.ROOT);
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On one line. */
    static String json(JsonNode document) {
        return document + "\n";
    }

    /** All text in double quotes, so that nothing needs to know when YAML takes text for something else. */
    static String yaml(JsonNode document) {
        var yaml = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
                .build();
        try {
            return yaml.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @ComponentScan(
            basePackages = "io.github.stockroom.rest",
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.rest\\.console\\..*"))
    @ImportAutoConfiguration({
        SpringDocConfiguration.class,
        SpringDocConfigProperties.class,
        SpringDocWebMvcConfiguration.class
    })
    static class Controllers {

        /** springdoc asks for the controllers themselves; what they call is never called. */
        @Bean
        static BeanFactoryPostProcessor unusedPorts() {
            return factory -> {
                for (String bean : factory.getBeanNamesForAnnotation(RestController.class)) {
                    for (Class<?> port :
                            factory.getType(bean).getDeclaredConstructors()[0].getParameterTypes()) {
                        if (port.isInterface() && !factory.containsSingleton(port.getName())) {
                            factory.registerSingleton(port.getName(), unused(port));
                        }
                    }
                }
            };
        }

        @Bean
        RestSettings settings() {
            return new RestSettings(
                    null, List.of(), List.of(), "", false, false, false, 0, RecordLimits.DEFAULT, 16_384);
        }

        @Bean
        Idempotency idempotency(RestSettings settings, JwtKeys keys) {
            return new Idempotency(
                    (IdempotentReplies) unused(IdempotentReplies.class),
                    keys.digest(""),
                    settings,
                    AnonymousKeys.BY_KEY,
                    Clock.systemUTC());
        }

        @Bean
        JwtKeys keys() {
            return new JwtKeys(List.of(JwtKeys.secret("a secret for tests, and for nothing but tests")));
        }

        @Bean
        JwtSettings jwtSettings() {
            return new JwtSettings("", "");
        }

        @Bean
        TokenLifetimes lifetimes() {
            return new TokenLifetimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        }

        @Bean
        PasswordPolicy passwords() {
            return new PasswordPolicy(8, Set.of());
        }

        @Bean
        OpenApiCustomizer descriptions(List<ApiDescription> descriptions) {
            return document -> {
                document.info(new Info()
                                .title("Stockroom")
                                .version("1")
                                .description(
                                        "Products with prices, cars and movies, and the accounts of those who keep them.\n\n"
                                                + "Every path works with and without a slash at its end. HEAD works wherever GET does, and"
                                                + " OPTIONS everywhere. Every error is a problem document (RFC 9457), whatever `Accept`"
                                                + " says. Every response has `X-Content-Type-Options`, `Cross-Origin-Resource-Policy` and `Vary`, and `Strict-Transport-Security` where the request came by TLS.")
                                .contact(new Contact().name("Stockroom")))
                        .servers(List.of(
                                new Server().url(OpenApiController.SERVER).description("This service.")));
                var api = new Api();
                descriptions.stream()
                        .sorted(Comparator.comparing(
                                description -> description.getClass().getName()))
                        .forEach(description -> description.describe(api));
                api.fillInto(document);
            };
        }

        private static Object unused(Class<?> port) {
            return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.getName().equals("hashCode")
                            ? 0
                            : method.getName().equals("equals") ? proxy == arguments[0] : port.getName();
                }
                throw new UnsupportedOperationException();
            });
        }
    }
}
