package io.github.stockroom.operations;

import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Resource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One operation of the service over HTTP, with everything that is checked before its handler runs.
 *
 * @param method in upper case
 * @param path with {@code {id}} where one segment stands, and {@code {uuid}} where a UUID is glued on; without a slash at the end
 * @param resource the resource that it is about
 * @param action what it does with the resource
 * @param consumes the media types of its request body; empty if it reads none, or takes any
 * @param produces the media types of its response, the preferred one first; empty if {@code Accept} does not matter, or the handler
 *     decides by what it finds
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
        return variable < 0 ? "" : withoutSlash(found).substring(variable);
    }

    /** Returns true if this is the path of the operation, without a slash at the end. */
    boolean isAt(String otherPath) {
        int variable = path.indexOf('{');
        if (variable < 0) {
            return otherPath.equals(path);
        }
        if (!otherPath.regionMatches(0, path, 0, variable) || otherPath.length() == variable) {
            return false;
        }
        return path.endsWith("{uuid}")
                ? UUID.matcher(otherPath.substring(variable)).matches()
                : otherPath.indexOf('/', variable) < 0;
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
