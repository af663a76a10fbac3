package io.github.stockroom.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something many times at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** Returns the result of each thread, in order; fails if one failed. */
    public static <T> List<T> run(int threads, Numbered<T> task) throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return task.run(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return Collections.unmodifiableList(results);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The task of a thread, which knows its number from 0. */
    @FunctionalInterface
    public interface Numbered<T> {
        T run(int number) throws Exception;
    }
}
