package io.github.stockroom.bootstrap.resilience;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of the requests during a fault.
 *
 * @param acknowledged creations that were answered 201
 * @param lost acknowledged creations that are not stored
 * @param doubled names that are stored more than once
 * @param refused answered 503 or 429, or not connected; nothing was done unless the answer says that the outcome is
 *     unknown
 * @param unanswered the connection ended without an answer
 * @param failed answered with another error
 * @param recovery from the end of the cause until the last request that was not accepted
 * @param p99 the time of accepted requests
 */
record Row(
        String fault,
        int sent,
        int acknowledged,
        long lost,
        long doubled,
        int refused,
        int unanswered,
        int failed,
        Duration recovery,
        Duration p99) {

    static final Duration RECOVERY = Duration.ofSeconds(5);

    private static final String FORMAT = "%-52s %7s %7s %5s %8s %8s %11s %7s %9s %7s";

    /** Returns true if nothing was lost, doubled or answered with an error of the service, and it recovered in time. */
    boolean isGood() {
        return acknowledged > 0 && lost == 0 && doubled == 0 && failed == 0 && recovery.compareTo(RECOVERY) < 0;
    }

    /** Returns true if, beyond that, each request was accepted. */
    boolean isUnnoticed() {
        return isGood() && refused == 0 && unanswered == 0;
    }

    static String table(List<Row> rows) {
        var table = new StringBuilder("\n")
                .append(FORMAT.formatted(
                        "fault",
                        "sent",
                        "acked",
                        "lost",
                        "doubled",
                        "refused",
                        "unanswered",
                        "failed",
                        "recovery",
                        "p99"))
                .append('\n');
        rows.forEach(row -> table.append(row).append('\n'));
        return table.toString();
    }

    @Override
    public String toString() {
        return FORMAT.formatted(
                fault,
                sent,
                acknowledged,
                lost,
                doubled,
                refused,
                unanswered,
                failed,
                "%.1f s".formatted(recovery.toMillis() / 1_000.0),
                p99.toMillis() + " ms");
    }
}
