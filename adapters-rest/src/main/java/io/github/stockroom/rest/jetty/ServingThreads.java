package io.github.stockroom.rest.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The threads of the server: few, as long as requests get done. A request that has to wait then waits in the queue of the server, in
 * turn and at no cost, and not in a thread of its own among many that all want to run. A thread that has been at one request for longer
 * than {@link #PATIENCE} waits for a slow client or a long statement, and another may take its place, up to the configured number.
 */
public final class ServingThreads extends QueuedThreadPool {

    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Runnable NOTHING = () -> {};

    private final int few;
    private final int most;
    private final Duration patience;
    private final Scheduler scheduler = new ScheduledExecutorScheduler("serving-threads", true);
    private final AtomicBoolean looking = new AtomicBoolean();

    /** How many threads are known to wait, without being looked at. */
    private volatile int waiting;

    /** What is being done: since when, as {@link System#nanoTime} has it. */
    private final Map<Thread, Long> started = new ConcurrentHashMap<>();

    /**
     * @param configured what holds otherwise: the largest and the smallest number of threads, and how long one stays that nobody needs
     * @param few how many serve requests that get done; 1 or more
     */
    public ServingThreads(QueuedThreadPool configured, int few) {
        this(configured, few, PATIENCE);
    }

    ServingThreads(QueuedThreadPool configured, int few, Duration patience) {
        super(configured.getMaxThreads(), configured.getMinThreads(), configured.getIdleTimeout());
        this.few = few;
        this.most = configured.getMaxThreads();
        this.patience = patience;
        // One kept ready for the next request would look like one that is slow.
        setReservedThreads(0);
        addBean(scheduler);
    }

    /** The largest number of threads there may be; {@link #getMaxThreads} tells how many there may be just now. */
    public int most() {
        return most;
    }

    /** Makes room at once for as many threads as wait for something else than the processor. */
    public void setWaiting(int threads) {
        waiting = threads;
        if (getQueueSize() > 0) {
            look();
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        adjust();
    }

    @Override
    public void execute(Runnable job) {
        super.execute(job);
        if (getQueueSize() > 0) {
            lookSoon();
        }
    }

    @Override
    protected void runJob(Runnable job) {
        Thread thread = Thread.currentThread();
        started.put(thread, System.nanoTime());
        try {
            super.runJob(job);
        } finally {
            started.remove(thread);
        }
    }

    /** Called by a thread that finds nothing to do. */
    @Override
    protected boolean evict() {
        return getThreads() > getMaxThreads() || super.evict();
    }

    private void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            scheduler.schedule(this::look, patience.toNanos() / 2, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        looking.set(false);
        int slow = adjust();
        for (int threads = getThreads(); threads < getMaxThreads() && getQueueSize() > 0; threads++) {
            execute(NOTHING); // the pool makes a thread when it is given something to do
        }
        if (slow > 0 || getQueueSize() > 0) {
            lookSoon();
        }
    }

    /** @return how many threads are at something slow */
    private int adjust() {
        long now = System.nanoTime();
        int busyForLong = (int) started.values().stream()
                .filter(since -> now - since > patience.toNanos())
                .count();
        // Those that accept connections and look for requests are at it for good.
        int slow = Math.max(waiting, busyForLong - getLeasedThreads());
        setMaxThreads(Math.min(most, few + getLeasedThreads() + slow));
        return slow;
    }
}
