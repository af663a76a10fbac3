package io.github.stockroom.rest.openapi;

import io.github.stockroom.rest.exchange.ClientGoneException;
import io.github.stockroom.rest.exchange.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** A file of the jar, read anew for each response. Thread-safe. */
final class JarFile {

    private final String name;
    private final String type;
    private volatile long version;

    /** @param name beside this class */
    JarFile(String name, String type) {
        this.name = name;
        this.type = type;
    }

    String type() {
        return type;
    }

    /** 200, or 304 if the client has it already. */
    void respond(Exchange http) {
        http.accepted(List.of(type));
        long current = version();
        http.entityTag(current).header("Cache-Control", "no-cache");
        if (http.isHeldByClient(current)) {
            http.status(304).end();
            return;
        }
        try (InputStream file = open()) {
            OutputStream out = http.stream(type);
            if (!http.isHead()) {
                copy(file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try (InputStream file = open()) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long version() {
        if (version == 0) {
            var checksum = new CRC32();
            try (var file = new CheckedInputStream(open(), checksum)) {
                file.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            version = checksum.getValue() + 1;
        }
        return version;
    }

    private InputStream open() {
        InputStream file = JarFile.class.getResourceAsStream(name);
        if (file == null) {
            throw new IllegalStateException("the jar has no " + name);
        }
        return file;
    }

    private static void copy(InputStream file, OutputStream out) {
        try {
            file.transferTo(out);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}
