package io.github.stockroom.operations;

import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Resource;
import java.util.regex.Pattern;

/**
 * One operation of the service over HTTP.
 *
 * @param method in upper case
 * @param path with {@code {id}} where one segment stands, and {@code {uuid}} where a UUID is glued on; without a slash at the end
 * @param resource the resource that it is about
 * @param action what it does with the resource
 */
public record Operation(String method, String path, Resource resource, Action action) {

    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f-]{36}");

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

    boolean matches(String otherMethod, String otherPath) {
        return method.equals(otherMethod) && matches(otherPath);
    }

    private boolean matches(String otherPath) {
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
