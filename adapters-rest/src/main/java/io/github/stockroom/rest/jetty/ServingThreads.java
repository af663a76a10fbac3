package io.github.stockroom.rest.jetty;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The thread pool of the server, small while requests make progress. A request that has to wait then waits in the queue
 * of the pool, in turn and at no cost, instead of in one of many threads that all want the processor. A thread that has
 * been at one request for longer than {@link #SLOW_THRESHOLD} is taken to wait for a slow client or a long statement,
 * and one more thread may start in its place, up to the configured maximum.
 */
public final class ServingThreads extends QueuedThreadPool {

    static final Duration SLOW_THRESHOLD = Duration.ofMillis(100);

    private static final Runnable NOTHING = () -> {};

    private final int base;
    private final int max;
    private final Duration slowThreshold;
    private final Scheduler scheduler = new ScheduledExecutorScheduler("serving-threads", true);
    private final AtomicBoolean looking = new AtomicBoolean();

    /** The number of threads that are known to wait. */
    private volatile int waiting;

    private final Map<Thread, Job> working = new ConcurrentHashMap<>();

    /** A job that waits for a thread, and then the job that a thread is at. */
    private static final class Job implements Runnable, Closeable {

        private final Runnable work;

        /** The {@link System#nanoTime} from which it waits for a thread. */
        private final long queued;

        /** The {@link System#nanoTime} at which its thread began. */
        private volatile long started;

        Job(Runnable work) {
            this.work = work;
            this.queued = System.nanoTime();
        }

        @Override
        public void run() {
            work.run();
        }

        /** Called instead of {@link #run} when the pool stops. */
        @Override
        public void close() throws IOException {
            if (work instanceof Closeable open) {
                open.close();
            }
        }
    }

    /**
     * @param configured the other settings: the largest and the smallest number of threads, and the time for which an
     *     idle one stays
     * @param base the number of threads while none is slow; 1 or more
     */
    public ServingThreads(QueuedThreadPool configured, int base) {
        this(configured, base, SLOW_THRESHOLD);
    }

    ServingThreads(QueuedThreadPool configured, int base, Duration slowThreshold) {
        super(configured.getMaxThreads(), configured.getMinThreads(), configured.getIdleTimeout());
        this.base = base;
        this.max = configured.getMaxThreads();
        this.slowThreshold = slowThreshold;
        // One kept ready for the next request would look like one that is slow.
        setReservedThreads(0);
        addBean(scheduler);
    }

    /** The largest number of threads there may be; {@link #getMaxThreads} tells how many there may be just now. */
    public int max() {
        return max;
    }

    /** Makes room at once for as many threads as wait for something else than the processor. */
    public void setWaiting(int threads) {
        waiting = threads;
        if (getQueueSize() > 0) {
            look();
        }
    }

    /** Returns for how many nanoseconds the job of the current thread waited for it; zero in other threads. */
    public long waitedNanos() {
        Job job = working.get(Thread.currentThread());
        return job == null ? 0 : job.started - job.queued;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        adjust();
    }

    @Override
    public void execute(Runnable job) {
        super.execute(new Job(job));
        if (getQueueSize() > 0) {
            lookSoon();
        }
    }

    @Override
    protected void runJob(Runnable job) {
        Thread thread = Thread.currentThread();
        Job begun = job instanceof Job queued ? queued : new Job(job);
        begun.started = System.nanoTime();
        working.put(thread, begun);
        try {
            super.runJob(job);
        } finally {
            working.remove(thread);
        }
    }

    /** Called by a thread that finds nothing to do. */
    @Override
    protected boolean evict() {
        return getThreads() > getMaxThreads() || super.evict();
    }

    private void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            scheduler.schedule(this::look, slowThreshold.toNanos() / 2, TimeUnit.NANOSECONDS);
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
        int busyForLong = (int) working.values().stream()
                .filter(job -> now - job.started > slowThreshold.toNanos())
                .count();
        // Those that accept connections and look for requests are at it for good.
        int slow = Math.max(waiting, busyForLong - getLeasedThreads());
        setMaxThreads(Math.min(max, base + getLeasedThreads() + slow));
        return slow;
    }
}
