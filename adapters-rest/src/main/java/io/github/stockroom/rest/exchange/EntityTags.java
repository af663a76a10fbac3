package io.github.stockroom.rest.exchange;

import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.shared.WholeNumber;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110, 8.8.3): the tag of a record is its version in quotes, the same for every projection and
 * encoding.
 *
 * @param any {@code *}
 * @param strong versions named by strong tags
 * @param all versions named by any tag; a tag that is no version matches nothing and is left out
 * @param compressed versions named by tags of compressed responses only
 */
record EntityTags(boolean any, Set<Long> strong, Set<Long> all, Set<Long> compressed) {

    /** Ends the tags of compressed responses. */
    private static final String COMPRESSED = "--gzip";

    /** As many digits as every version fits in. */
    private static final int MAX_DIGITS = 18;

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Reads the precondition that {@code If-Match} and {@code If-None-Match} set for a change of a record. */
    static Precondition precondition(HttpServletRequest request) {
        EntityTags match = parse(request, "If-Match");
        EntityTags noneMatch = parse(request, "If-None-Match");
        Precondition precondition = Precondition.NONE;
        if (match != null && !match.any) {
            precondition = precondition.and(Precondition.anyOf(match.strong));
        }
        if (noneMatch != null) {
            precondition = precondition.and(noneMatch.any ? Precondition.ABSENT : Precondition.noneOf(noneMatch.all));
        }
        return precondition;
    }

    /**
     * Returns the tag under which the client already holds this version, so that 304 answers its GET or HEAD; null if
     * it does not. A cache looks for the response to refresh by that tag, so the tag of a compressed response is given
     * back as such. A cache may name it for a client that cannot unpack that response; such a client gets a new one.
     */
    static @Nullable String heldByClient(HttpServletRequest request, long version) {
        EntityTags noneMatch = parse(request, "If-None-Match");
        if (noneMatch == null || !noneMatch.any && !noneMatch.all.contains(version)) {
            return null;
        }
        if (!noneMatch.compressed.contains(version)) {
            return of(version);
        }
        return AcceptEncoding.takesGzip(request) ? compressed(version) : null;
    }

    /** As Jetty marks the tag of a response that it compresses. */
    private static String compressed(long version) {
        return "\"" + version + COMPRESSED + "\"";
    }

    private static @Nullable EntityTags parse(HttpServletRequest request, String header) {
        if (request.getHeader(header) == null) {
            return null;
        }
        EntityTags tags = parse(String.join(",", Collections.list(request.getHeaders(header))));
        if (tags == null) {
            throw Problems.invalidHeader(header, header + " takes entity tags in double quotes, or *.")
                    .exception();
        }
        return tags;
    }

    /** Reads a list of tags, or {@code *}; returns null when it is neither. */
    static @Nullable EntityTags parse(CharSequence value) {
        var scanner = new FieldScanner(value);
        scanner.skipWhitespace();
        if (scanner.skip('*')) {
            scanner.skipWhitespace();
            return scanner.isAtEnd() ? new EntityTags(true, Set.of(), Set.of(), Set.of()) : null;
        }
        Set<Long> strong = new HashSet<>();
        Set<Long> all = new HashSet<>();
        Set<Long> plain = new HashSet<>();
        boolean anyTag = false;
        while (!scanner.isAtEnd()) {
            if (!scanner.skip(',')) { // else an empty element, which means nothing
                boolean weak = scanner.skip('W');
                String tag = tag(scanner, weak);
                if (tag == null) {
                    return null;
                }
                anyTag = true;
                boolean packed = tag.endsWith(COMPRESSED);
                String version = packed ? tag.substring(0, tag.length() - COMPRESSED.length()) : tag;
                if (isVersion(version)) {
                    all.add(Long.valueOf(version));
                    if (!weak) {
                        strong.add(Long.valueOf(version));
                    }
                    if (!packed) {
                        plain.add(Long.valueOf(version));
                    }
                }
                scanner.skipWhitespace();
                if (!scanner.isAtEnd() && !scanner.skip(',')) {
                    return null;
                }
            }
            scanner.skipWhitespace();
        }
        if (!anyTag) {
            return null;
        }
        Set<Long> compressed = new HashSet<>(all);
        compressed.removeAll(plain);
        return new EntityTags(false, strong, all, compressed);
    }

    /**
     * Reads {@code "…"}, or, behind the {@code W} of a weak tag, {@code /"…"}; returns null when something else comes
     * next.
     */
    private static @Nullable String tag(FieldScanner scanner, boolean weak) {
        if (weak && !scanner.skip('/') || !scanner.skip('"')) {
            return null;
        }
        String tag = scanner.until("\"");
        return scanner.skip('"') && tag.chars().allMatch(EntityTags::mayBeInTag) ? tag : null;
    }

    private static boolean mayBeInTag(int c) {
        return c >= 0x21 && c <= 0xff && c != 0x7f;
    }

    private static boolean isVersion(String tag) {
        return tag.length() <= MAX_DIGITS && WholeNumber.isDigits(tag) && tag.charAt(0) != '0';
    }
}
