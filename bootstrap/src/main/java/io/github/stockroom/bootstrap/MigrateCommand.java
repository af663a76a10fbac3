package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.schema.AppRole;
import java.util.List;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code java -jar stockroom.jar migrate}: applies the schema and exits; safe to run while the service serves. */
final class MigrateCommand implements Command {

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public int run(List<String> arguments) {
        CommandContext.start(Wiring.class, arguments).close();
        return DONE;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(StockroomSettings.class)
    static class Wiring {

        @Bean
        ApplicationRunner migrate(StockroomSettings settings) {
            return arguments -> {
                DatabaseAddress address = PersistenceConfiguration.address(settings);
                PersistenceConfiguration.migrate(address, settings);
                var database = settings.database();
                if (database.isExternal() && database.appUser() != null) {
                    new AppRole(address.direct(), database.appUser()).grant();
                }
            };
        }
    }
}
