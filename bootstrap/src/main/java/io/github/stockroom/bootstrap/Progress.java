package io.github.stockroom.bootstrap;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Shows on a terminal how many rows there were so far, and as a bar how much of a file they are; elsewhere it says
 * nothing.
 */
final class Progress implements AutoCloseable {

    private static final int STEP = 1_000;
    private static final int WIDTH = 40;

    private final PrintStream terminal;
    private final boolean shown;
    private final DoubleSupplier part;
    private long rows;

    /** @param part how much is done, 0 to 1; NaN if unknown */
    Progress(PrintStream terminal, boolean shown, DoubleSupplier part) {
        this.terminal = terminal;
        this.shown = shown;
        this.part = part;
    }

    /** Of work whose end is not known. */
    static Progress on(PrintStream stream) {
        return new Progress(stream, System.console() != null, () -> Double.NaN);
    }

    /** Of reading this to its end, which is known of files. */
    static Progress on(PrintStream stream, InputStream read) throws IOException {
        if (!(read instanceof FileInputStream file)) {
            return on(stream);
        }
        FileChannel channel = file.getChannel();
        double size = channel.size();
        return new Progress(stream, System.console() != null, () -> position(channel) / size);
    }

    <T> Iterator<T> over(Iterator<T> source) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public T next() {
                rows++;
                if (shown && rows % STEP == 0) {
                    terminal.printf(Locale.ROOT, "\r%s%,d rows", bar(part.getAsDouble()), rows);
                }
                return source.next();
            }
        };
    }

    /** Ends the line, so that later output begins on a new one. */
    @Override
    public void close() {
        if (shown && rows >= STEP) {
            terminal.println();
        }
    }

    private static String bar(double part) {
        if (Double.isNaN(part)) {
            return "";
        }
        int full = (int) (part * WIDTH);
        return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + Math.round(part * 100) + " %  ";
    }

    private static long position(FileChannel channel) {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
