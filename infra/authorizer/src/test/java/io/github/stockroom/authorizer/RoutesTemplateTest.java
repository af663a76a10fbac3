package io.github.stockroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.operations.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The gateway's routes are the service's table of operations. After a change of the table write the template anew:
 * {@code ./mvnw -pl infra/authorizer -am test -Dtest=RoutesTemplateTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dstockroom.routes=write}
 */
class RoutesTemplateTest {

    private static final Path TEMPLATE = Path.of("../cloudformation/app/routes.yaml");

    @Test
    void isWhatTheTableOfOperationsSays() throws IOException {
        if ("write".equals(System.getProperty("stockroom.routes"))) {
            Files.writeString(TEMPLATE, template());
        }
        assertThat(Files.readString(TEMPLATE))
                .as("infra/cloudformation/app/routes.yaml is not what the table of operations says: write it anew, see"
                        + " RoutesTemplateTest")
                .isEqualTo(template());
    }

    private static String template() {
        Set<String> settings = new LinkedHashSet<>();
        var resources = new StringBuilder();
        EdgeRoutes.all().forEach((key, operation) -> {
            String setting = words(operation.resource() + "_" + operation.action());
            boolean adjustable = isAdjustable(operation);
            if (adjustable) {
                settings.add(setting);
            }
            resources.append(route(key, adjustable ? setting : null));
        });
        var template = new StringBuilder("""
                # Written by RoutesTemplateTest from the service's table of operations: change that, not this.
                AWSTemplateFormatVersion: '2010-09-09'
                Description: Which routes of the gateway ask the authorizer. Whatever has no route here goes to the service unasked.

                Parameters:
                  Api:
                    Type: String
                  Target:
                    Type: String
                  Authorizer:
                    Type: String
                """);
        settings.forEach(setting -> template.append("""
                  %s:
                    Type: String
                    AllowedValues: [anonymous, user, admin]
                """.formatted(setting)));
        template.append("\nConditions:\n");
        settings.forEach(
                setting -> template.append("  %sIsOpen: !Equals [!Ref %s, anonymous]\n".formatted(setting, setting)));
        return template.append("\nResources:\n").append(resources).toString();
    }

    private static String route(String key, String setting) {
        String authorizer = setting == null ? """
                      AuthorizationType: CUSTOM
                      AuthorizerId: !Ref Authorizer
                """ : """
                      AuthorizationType: !If [%1$sIsOpen, NONE, CUSTOM]
                      AuthorizerId: !If [%1$sIsOpen, !Ref AWS::NoValue, !Ref Authorizer]
                """.formatted(setting);
        return """
                  %s:
                    Type: AWS::ApiGatewayV2::Route
                    Properties:
                      ApiId: !Ref Api
                      RouteKey: %s
                      Target: !Ref Target
                """.formatted(words(key), key) + authorizer;
    }

    private static boolean isAdjustable(Operation operation) {
        try {
            AccessPolicy.DEFAULT.with(
                    operation.resource(),
                    operation.action(),
                    AccessPolicy.DEFAULT.requirement(operation.resource(), operation.action()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@code SIGN_UP_WRITE} as SignUpWrite, {@code PUT /api/items/{id}} as PutApiItemsById. */
    private static String words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).replace("{", "by-").split("[^a-z0-9]+"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
