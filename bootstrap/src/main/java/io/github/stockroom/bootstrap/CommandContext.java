package io.github.stockroom.bootstrap;

import java.util.List;
import java.util.Map;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;

/** The application context of commands: settings and wiring of the service, without a server. */
final class CommandContext {

    private CommandContext() {}

    /** @param settings such as {@code --stockroom.data-dir=data} */
    static ConfigurableApplicationContext start(Class<?> configuration, List<String> settings) {
        return start(StockroomApplication.application(configuration), settings);
    }

    /** The same for a command whose answer goes to standard output: that is kept free of logs. */
    static ConfigurableApplicationContext startQuietly(Class<?> configuration, List<String> settings) {
        System.setProperty("LOG_CONSOLE", "System.err");
        SpringApplication application = StockroomApplication.application(configuration);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(
                Map.of("logging.level.root", "error", "logging.level." + StockroomApplication.class.getName(), "warn"));
        return start(application, settings);
    }

    private static ConfigurableApplicationContext start(SpringApplication application, List<String> settings) {
        // The wiring that was generated at build time is that of the service.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(settings.toArray(String[]::new));
    }
}
