package io.github.stockroom.rest.openapi;

import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what the descriptions say, and fills it into a document that knows only paths and methods. */
public final class Api {

    private final Map<String, OperationDescription> operations = new LinkedHashMap<>();
    private final Map<String, Schema<?>> schemas = new TreeMap<>();
    private final List<Tag> tags = new ArrayList<>();

    /** Starts a group; {@link #operation} adds to it. */
    public Group group(String name, String description) {
        tags.add(new Tag().name(name).description(description));
        return (operation, id, summary) -> operation(operation, name, id, summary);
    }

    /** A group of operations. */
    @FunctionalInterface
    public interface Group {

        /**
         * @param operation method and path, as in {@code GET /api/items/{id}}
         * @param id what generated clients call it
         */
        OperationDescription operation(String operation, String id, String summary);
    }

    /** Names a schema. */
    public Schema<?> schema(String name, Schema<?> schema) {
        if (schemas.put(name, schema) != null) {
            throw new IllegalArgumentException("two schemas " + name);
        }
        return Schemas.named(name);
    }

    private OperationDescription operation(String operation, String tag, String id, String summary) {
        var description = new OperationDescription(access(operation), tag, id, summary);
        if (operations.put(operation, description) != null) {
            throw new IllegalArgumentException("two descriptions of " + operation);
        }
        return description;
    }

    private static Operation access(String operation) {
        String[] parts = operation.split(" ");
        String path = parts[1].replace("movie{id}", "movie0190a5f0-0000-7000-8000-000000000000");
        return Operations.find(parts[0], path)
                .orElseThrow(() -> new IllegalArgumentException("not in the table of operations: " + operation));
    }

    /** @throws IllegalStateException when an operation has no description, or a description no operation */
    void fillInto(OpenAPI document) {
        Components components = Parts.components();
        schemas.forEach(components::addSchemas);
        document.setComponents(components);
        tags.sort(Comparator.comparing(Tag::getName));
        document.setTags(tags);
        Map<String, OperationDescription> left = new LinkedHashMap<>(operations);
        var missing = new TreeSet<String>();
        var paths = new Paths();
        new TreeMap<>(document.getPaths()).forEach(paths::addPathItem);
        document.setPaths(paths);
        paths.forEach((path, item) -> {
            for (PathItem.HttpMethod method :
                    List.copyOf(item.readOperationsMap().keySet())) {
                OperationDescription description = left.remove(method + " " + path);
                if (description == null) {
                    missing.add(method + " " + path);
                } else {
                    item.operation(method, description.build());
                }
            }
        });
        if (!missing.isEmpty() || !left.isEmpty()) {
            throw new IllegalStateException("no description: " + missing + "; no controller: " + left.keySet());
        }
    }
}
