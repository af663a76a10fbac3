package io.github.stockroom.rest.body;

import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the bodies of all requests in work may take: in memory, in files, and in files for one client.
 * Thread-safe.
 */
public final class BodySpace {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final SpoolFiles files;
    private final long maxMemory;
    private final Quota spooled;
    private final AtomicLong memory = new AtomicLong();

    /**
     * @param maxMemory bytes that bodies may take in memory while they arrive; beyond that they go to files
     * @param maxFiles bytes that all files may have together
     * @param maxFilesPerClient bytes that the files of one client address may have together
     */
    public BodySpace(SpoolFiles files, long maxMemory, long maxFiles, long maxFilesPerClient) {
        this.files = files;
        this.maxMemory = maxMemory;
        this.spooled = new Quota(maxFiles, maxFilesPerClient);
    }

    /** Returns the bytes that bodies take in memory now. */
    public long memory() {
        return memory.get();
    }

    /** Returns the bytes that bodies take in files now. */
    public long spooled() {
        return spooled.taken();
    }

    FileChannel newFile() {
        return files.open();
    }

    /** @return false when there is no room; nothing is taken then */
    boolean takeMemory(int bytes) {
        if (memory.addAndGet(bytes) <= maxMemory) {
            return true;
        }
        memory.addAndGet(-bytes);
        return false;
    }

    void releaseMemory(long bytes) {
        memory.addAndGet(-bytes);
    }

    /**
     * Takes room in a file.
     *
     * @throws ProblemException 429 when this client has too much already, 503 when all clients together have; nothing
     *     is taken then
     */
    void takeFile(String client, long bytes) {
        switch (spooled.take(client, bytes)) {
            case TAKEN -> {}
            case ALL_TAKEN ->
                throw Problems.busy("Too many large bodies are on their way; try again shortly.", RETRY_AFTER)
                        .exception();
            case ALL_OF_CLIENT_TAKEN ->
                throw Problems.tooManyRequests(
                                "bodies", "Too many large bodies at once; wait until the others are done.", RETRY_AFTER)
                        .exception();
        }
    }

    void releaseFile(String client, long bytes) {
        spooled.release(client, bytes);
    }
}
