package io.github.stockroom.operations;

import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Resource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One operation of the service over HTTP, with everything that is checked before its handler runs.
 *
 * @param method in upper case
 * @param path with one variable at most: {@code {id}} where one segment stands, or {@code {uuid}} where a UUID is glued
 *     on at the end; without a slash at the end
 * @param resource the resource that it is about
 * @param action what it does with the resource
 * @param consumes the media types of its request body; empty if it reads none, or takes any
 * @param produces the media types of its response, the preferred one first; empty if {@code Accept} does not matter, or
 *     the handler decides by what it finds
 * @param query what it does with query parameters
 */
public record Operation(
        String method,
        String path,
        Resource resource,
        Action action,
        List<String> consumes,
        List<String> produces,
        QueryPolicy query) {

    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f-]{36}");

    public Operation {
        consumes = List.copyOf(consumes);
        produces = List.copyOf(produces);
    }

    /**
     * The text that stands for the variable of this path.
     *
     * @param found a path that {@link Operations#find} found this operation for
     * @return empty when this path has no variable
     */
    public String variable(String found) {
        int variable = path.indexOf('{');
        if (variable < 0) {
            return "";
        }
        String plain = withoutSlash(found);
        return plain.substring(variable, plain.length() - suffixLength());
    }

    /** Returns true if this is the path of the operation, without a slash at the end. */
    boolean isAt(String otherPath) {
        int variable = path.indexOf('{');
        if (variable < 0) {
            return otherPath.equals(path);
        }
        int suffix = suffixLength();
        int end = otherPath.length() - suffix;
        if (end <= variable
                || !otherPath.regionMatches(0, path, 0, variable)
                || !otherPath.regionMatches(end, path, path.length() - suffix, suffix)) {
            return false;
        }
        if (path.endsWith("{uuid}")) {
            return UUID.matcher(otherPath.substring(variable)).matches();
        }
        int slash = otherPath.indexOf('/', variable);
        return slash < 0 || slash >= end;
    }

    /** Returns the length of what follows the variable of this path. */
    private int suffixLength() {
        return path.length() - path.indexOf('}') - 1;
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
