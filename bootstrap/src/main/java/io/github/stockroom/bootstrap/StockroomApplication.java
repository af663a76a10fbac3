package io.github.stockroom.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The runnable jar: without arguments the service, with the name of a {@link Command} that. */
@Configuration(proxyBeanMethods = false)
// Errors never reach the server's error page: the outermost filter and the server's error handler write them.
// Requests are timed by RequestTimer.
@EnableAutoConfiguration(
        exclude = {
            ErrorMvcAutoConfiguration.class,
            LogbackMetricsAutoConfiguration.class,
            WebMvcObservationAutoConfiguration.class
        })
@ComponentScan("io.github.stockroom.rest")
@Import({
    PersistenceConfiguration.class,
    ReaderConfiguration.class,
    RecordResources.class,
    AccessConfiguration.class,
    AccountConfiguration.class,
    TokenConfiguration.class,
    HttpConfiguration.class,
    JettyConfiguration.class,
    MetricsConfiguration.class
})
public class StockroomApplication {

    private static final Logger log = LoggerFactory.getLogger(StockroomApplication.class);

    /** Exits with 1 when the start fails, and with another code than 0 when a command does. */
    public static void main(String[] args) {
        try {
            Optional<Command> command = Command.calledBy(args);
            if (command.isEmpty()) {
                application(StockroomApplication.class).run(args);
                return;
            }
            int code = command.get().run(List.of(args).subList(1, args.length));
            if (code != Command.DONE) {
                System.exit(code);
            }
        } catch (SpringApplication.AbandonedRunException e) {
            throw e; // the build, which only wanted to see the wiring
        } catch (RuntimeException e) {
            System.exit(1); // reported by StartupFailureReporter
        }
    }

    static SpringApplication application(Class<?> configuration) {
        var application = new SpringApplication(configuration);
        application.setBannerMode(Banner.Mode.OFF);
        String noLog = LogDirectory.failure();
        application.addInitializers(context -> {
            if (noLog != null) {
                throw new SettingException(noLog);
            }
            warnOfUnknownVariables(context.getEnvironment().getSystemEnvironment());
            StockroomSettings.check(context.getEnvironment());
        });
        return application;
    }

    private static void warnOfUnknownVariables(Map<String, ?> variables) {
        List<String> unknown = SettingVariables.unknown(variables);
        if (!unknown.isEmpty()) {
            log.warn("Ignored, as there is no setting of this name: {}", String.join(", ", unknown));
        }
    }
}
