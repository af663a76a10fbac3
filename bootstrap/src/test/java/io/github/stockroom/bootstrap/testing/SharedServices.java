package io.github.stockroom.bootstrap.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Stops the services that tests shared once the last test is done; registered for all of them. */
public final class SharedServices implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(
                        SharedServices.class, key -> (AutoCloseable) RunningService::closeShared, AutoCloseable.class);
    }
}
