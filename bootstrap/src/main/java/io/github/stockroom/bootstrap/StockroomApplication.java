package io.github.stockroom.bootstrap;

import java.util.Arrays;
import org.springframework.aot.AotDetector;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.SpringProperties;

/** The runnable jar: without arguments the service, with {@code migrate} the command that brings the schema up to date. */
@Configuration(proxyBeanMethods = false)
// Errors never reach the server's error page: the outermost filter and the server's error handler write them.
// Requests are timed by RequestTimer.
@EnableAutoConfiguration(exclude = {ErrorMvcAutoConfiguration.class, WebMvcObservationAutoConfiguration.class})
@ComponentScan("io.github.stockroom.rest")
@Import({
    PersistenceConfiguration.class,
    ProductConfiguration.class,
    CarConfiguration.class,
    MovieConfiguration.class,
    AccessConfiguration.class,
    AccountConfiguration.class,
    TokenConfiguration.class,
    HttpConfiguration.class
})
public class StockroomApplication {

    private static final String MIGRATE = "migrate";

    /** Exits with 1 when the start or the command fails. */
    public static void main(String[] args) {
        try {
            if (args.length > 0 && args[0].equals(MIGRATE)) {
                migrate(Arrays.copyOfRange(args, 1, args.length));
            } else {
                application(StockroomApplication.class).run(args);
            }
        } catch (SpringApplication.AbandonedRunException e) {
            throw e; // the build, which only wanted to see the wiring
        } catch (RuntimeException e) {
            System.exit(1); // reported by StartupFailureReporter
        }
    }

    private static void migrate(String[] args) {
        // The wiring that was generated at build time is that of the service.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        var application = application(MigrateCommand.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args).close();
    }

    static SpringApplication application(Class<?> configuration) {
        var application = new SpringApplication(configuration);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(context -> StockroomSettings.check(context.getEnvironment()));
        return application;
    }
}
