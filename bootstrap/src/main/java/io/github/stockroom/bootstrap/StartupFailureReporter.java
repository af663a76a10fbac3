package io.github.stockroom.bootstrap;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one sentence why the service cannot start; without it an operator would search a page of stack trace for it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupFailureReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        String sentence = sentence(failure);
        if (sentence == null) {
            return false;
        }
        LoggerFactory.getLogger(StockroomApplication.class).error("Cannot start: {}", sentence);
        return true;
    }

    /** Returns the mistake that an operator can correct; null for a defect. */
    static @Nullable String sentence(Throwable failure) {
        BindException bind = find(BindException.class, failure);
        SettingException setting = find(SettingException.class, failure);
        if (setting != null) {
            return setting.getMessage();
        }
        UnboundConfigurationPropertiesException unbound = find(UnboundConfigurationPropertiesException.class, failure);
        if (unbound != null) {
            return "There is no setting "
                    + unbound.getUnboundProperties().iterator().next().getName() + ".";
        }
        if (bind != null) {
            ConfigurationProperty property = bind.getProperty();
            return "The setting " + bind.getName() + " cannot be "
                    + (property == null ? "used" : "\"" + property.getValue() + "\"") + ".";
        }
        InvalidConfigurationPropertyValueException invalid =
                find(InvalidConfigurationPropertyValueException.class, failure);
        if (invalid != null) {
            return "The setting " + invalid.getName() + " cannot be \"" + invalid.getValue() + "\".";
        }
        PortInUseException port = find(PortInUseException.class, failure);
        return port == null ? null : "Port " + port.getPort() + " is in use; SERVER_PORT chooses another.";
    }

    private static <T> @Nullable T find(Class<T> type, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
