package io.github.stockroom.bootstrap;

import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Requirement;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.rest.record.RecordResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wiring of the access policy. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

    @Bean
    AccessPolicy accessPolicy(StockroomSettings settings) {
        return AccessSettings.policy(settings.access());
    }

    @Bean
    ApplicationRunner localNotice(Exposure exposure) {
        return arguments -> {
            if (exposure.loopbackOnly()) {
                log.info("Serves this machine only; STOCKROOM_ALLOWED_HOSTS opens it to others");
            }
        };
    }

    /** Warns of open writes. They are the default of the replaced services, and an operator may not expect them. */
    @Bean
    ApplicationRunner openWritesWarning(AccessPolicy policy) {
        return arguments -> {
            for (RecordResource<?, ?, ?> records : RecordResources.ALL) {
                Resource resource = records.operations().create().resource();
                if (policy.requirement(resource, Action.WRITE) == Requirement.ANONYMOUS) {
                    log.warn(
                            "Writes to {} are open to anyone; STOCKROOM_ACCESS_{}_WRITE=user closes them",
                            resource.code(),
                            resource);
                }
            }
        };
    }
}
