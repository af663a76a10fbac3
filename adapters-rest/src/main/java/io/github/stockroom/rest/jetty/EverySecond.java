package io.github.stockroom.rest.jetty;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what a part of the server looks after, once a second while it is started, in the thread of the server's
 * scheduler.
 */
final class EverySecond {

    private static final Logger log = LoggerFactory.getLogger(EverySecond.class);

    private EverySecond() {}

    /** @param owner the handler or other part of the server that is to be started */
    static void run(Server server, LifeCycle owner, Runnable task) {
        schedule(server.getScheduler(), owner, task);
    }

    private static void schedule(Scheduler scheduler, LifeCycle owner, Runnable task) {
        scheduler.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        log.error("A check of the server failed", e);
                    }
                    if (owner.isStarting() || owner.isRunning()) {
                        schedule(scheduler, owner, task);
                    }
                },
                1,
                TimeUnit.SECONDS);
    }
}
