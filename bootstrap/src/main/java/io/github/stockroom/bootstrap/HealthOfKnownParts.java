package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.problem.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Spring Boot's health over HTTP, which answers for a part that is not there with an empty 404; here it is a problem
 * document.
 */
final class HealthOfKnownParts extends HealthEndpointWebExtension {

    HealthOfKnownParts(
            HealthContributorRegistry contributors, HealthEndpointGroups groups, @Nullable Duration slowThreshold) {
        super(contributors, null, groups, slowThreshold);
    }

    @Override
    public WebEndpointResponse<HealthDescriptor> health(
            ApiVersion version,
            @Nullable WebServerNamespace namespace,
            SecurityContext caller,
            boolean showAll,
            String... path) {
        WebEndpointResponse<HealthDescriptor> response = super.health(version, namespace, caller, showAll, path);
        if (response.getStatus() == WebEndpointResponse.STATUS_NOT_FOUND) {
            throw Problems.notFound().exception();
        }
        return response;
    }
}
