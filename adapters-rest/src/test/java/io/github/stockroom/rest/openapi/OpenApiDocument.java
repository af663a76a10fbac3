package io.github.stockroom.rest.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Makes the document from the table of operations and the descriptions that the packages have of them. */
final class OpenApiDocument {

    private OpenApiDocument() {}

    /** As JSON. */
    static JsonNode make() {
        var document = new OpenAPI(SpecVersion.V31)
                .openapi("3.1.0")
                .info(new Info()
                        .title("Stockroom")
                        .version("1")
                        .description(
                                "Records of several kinds, and the accounts of those who keep them.\n\n"
                                        + "Every path works with and without a slash at its end. HEAD works wherever GET does, and"
                                        + " OPTIONS everywhere. Every error is a problem document (RFC 9457), whatever `Accept`"
                                        + " says; only a client that asks for HTML first gets a page at an address that does not exist. Every response has `X-Content-Type-Options`, `Cross-Origin-Resource-Policy` and `Vary`, and `Strict-Transport-Security` where the request came by TLS.")
                        .contact(new Contact().name("Stockroom")))
                .servers(List.of(new Server().url(OpenApiRoutes.SERVER).description("This service.")));
        var api = new Api();
        descriptions().forEach(description -> description.describe(api));
        api.fillInto(document);
        try {
            return new ObjectMapper().readTree(Json31.mapper().writeValueAsBytes(document));
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

    private static List<ApiDescription> descriptions() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ApiDescription.class));
        return scanner.findCandidateComponents("io.github.stockroom.rest").stream()
                .map(BeanDefinition::getBeanClassName)
                .sorted(Comparator.naturalOrder())
                .map(name -> ClassUtils.resolveClassName(name, null))
                .map(type -> (ApiDescription) BeanUtils.instantiateClass(type))
                .toList();
    }
}
