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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what the descriptions say of the operations, but for the console, which is no interface. */
public final class Api {

    /** The path of the first collection of records, for examples. */
    static final String COLLECTION = Operations.ALL.stream()
            .filter(operation -> operation.resource().isRecords())
            .findFirst()
            .orElseThrow()
            .path();

    /** Its name in scopes. */
    public static final String SCOPED =
            Operations.find("GET", COLLECTION).orElseThrow().resource().code();

    private final Map<String, OperationDescription> operations = new LinkedHashMap<>();
    private final Map<String, Schema<?>> schemas = new TreeMap<>();
    private final List<Tag> tags = new ArrayList<>();
    /** By tag, the place of its first operation in the table. */
    private final Map<String, Integer> places = new HashMap<>();

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
        var description = new OperationDescription(operation(operation), tag, id, summary);
        places.merge(tag, Operations.ALL.indexOf(operation(operation)), Math::min);
        if (operations.put(operation, description) != null) {
            throw new IllegalArgumentException("two descriptions of " + operation);
        }
        return description;
    }

    private static Operation operation(String operation) {
        String[] parts = operation.split(" ");
        String path = parts[1].replaceAll("(?<!/)\\{id}", "0190a5f0-0000-7000-8000-000000000000");
        return Operations.find(parts[0], path)
                .orElseThrow(() -> new IllegalArgumentException("not in the table of operations: " + operation));
    }

    /** @throws IllegalStateException when an operation has no description */
    void fillInto(OpenAPI document) {
        Components components = Parts.components();
        schemas.forEach(components::addSchemas);
        document.setComponents(components);
        tags.sort(Comparator.comparing(tag -> places.get(tag.getName()))); // records first, as in the table
        document.setTags(tags);
        Map<String, PathItem> items = new TreeMap<>();
        Set<Operation> left = new LinkedHashSet<>(Operations.ALL);
        left.removeAll(List.of(Operations.CONSOLE, Operations.CONSOLE_ASSET));
        operations.forEach((operation, description) -> {
            String[] parts = operation.split(" ");
            items.computeIfAbsent(parts[1], path -> new PathItem())
                    .operation(PathItem.HttpMethod.valueOf(parts[0]), description.build());
            left.remove(operation(operation));
        });
        if (!left.isEmpty()) {
            throw new IllegalStateException("no description: " + left);
        }
        var paths = new Paths();
        items.forEach(paths::addPathItem);
        document.setPaths(paths);
    }
}
