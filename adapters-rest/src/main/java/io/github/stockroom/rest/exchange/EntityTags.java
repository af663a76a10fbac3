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
 * Entity tags (RFC 9110, 8.8.3): the tag of a record is its version in quotes, the same for every projection and encoding.
 *
 * @param any {@code *}
 * @param strong versions named by strong tags
 * @param all versions named by any tag; a tag that is no version matches nothing and is left out
 */
record EntityTags(boolean any, Set<Long> strong, Set<Long> all) {

    /** As many digits as every version fits in. */
    private static final int MAX_DIGITS = 18;

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** What {@code If-Match} and {@code If-None-Match} ask of a record that is about to be changed. */
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

    /** Whether the client already holds this version, so that 304 answers its GET or HEAD. */
    static boolean isHeldByClient(HttpServletRequest request, long version) {
        EntityTags noneMatch = parse(request, "If-None-Match");
        return noneMatch != null && (noneMatch.any || noneMatch.all.contains(version));
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
            return scanner.isAtEnd() ? new EntityTags(true, Set.of(), Set.of()) : null;
        }
        Set<Long> strong = new HashSet<>();
        Set<Long> all = new HashSet<>();
        boolean anyTag = false;
        while (!scanner.isAtEnd()) {
            if (!scanner.skip(',')) { // else an empty element, which means nothing
                boolean weak = scanner.skip('W');
                String tag = tag(scanner, weak);
                if (tag == null) {
                    return null;
                }
                anyTag = true;
                if (isVersion(tag)) {
                    all.add(Long.valueOf(tag));
                    if (!weak) {
                        strong.add(Long.valueOf(tag));
                    }
                }
                scanner.skipWhitespace();
                if (!scanner.isAtEnd() && !scanner.skip(',')) {
                    return null;
                }
            }
            scanner.skipWhitespace();
        }
        return anyTag ? new EntityTags(false, strong, all) : null;
    }

    /** Reads {@code "…"}, or, behind the {@code W} of a weak tag, {@code /"…"}; returns null when something else comes next. */
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
