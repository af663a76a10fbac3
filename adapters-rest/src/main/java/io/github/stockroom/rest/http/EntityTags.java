package io.github.stockroom.rest.http;

import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110, 8.8.3): the tag of a record is its version in quotes, the same for every projection and encoding.
 *
 * @param any {@code *}
 * @param strong versions named by strong tags
 * @param all versions named by any tag; a tag that is no version matches nothing and is left out
 */
record EntityTags(boolean any, Set<Long> strong, Set<Long> all) {

    private static final Pattern TAG =
            Pattern.compile("[ \\t]*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"[ \\t]*(?:,|$)|[ \\t]*,");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

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
        String value = String.join(",", Collections.list(request.getHeaders(header)));
        if (value.trim().equals("*")) {
            return new EntityTags(true, Set.of(), Set.of());
        }
        Set<Long> strong = new HashSet<>();
        Set<Long> all = new HashSet<>();
        Matcher tags = TAG.matcher(value);
        boolean anyTag = false;
        int end = 0;
        while (end < value.length() && tags.find(end) && tags.start() == end) {
            end = tags.end();
            String tag = tags.group(2);
            anyTag |= tag != null;
            if (tag != null && VERSION.matcher(tag).matches()) {
                all.add(Long.valueOf(tag));
                if (tags.group(1) == null) {
                    strong.add(Long.valueOf(tag));
                }
            }
        }
        if (end < value.length() || !anyTag) {
            throw Problems.invalidHeader(header, header + " takes entity tags in double quotes, or *.")
                    .exception();
        }
        return new EntityTags(false, strong, all);
    }
}
