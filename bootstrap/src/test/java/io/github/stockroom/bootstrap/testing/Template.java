package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A template of CloudFormation: its functions stand as maps with one entry, as in {@code {"!Ref": "Api"}}. */
public final class Template {

    private static final Path DIRECTORY = Path.of("../infra/cloudformation");

    private final Map<String, Object> content;

    private Template(Map<String, Object> content) {
        this.content = content;
    }

    /** @param file below {@code infra/cloudformation} */
    public static Template read(String file) {
        try (Reader reader = Files.newBufferedReader(DIRECTORY.resolve(file))) {
            return new Template(new Yaml(new Functions()).load(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of all resources of a type. */
    public List<Map<String, Object>> resources(String type) {
        return map(content, "Resources").values().stream()
                .map(Template::map)
                .filter(resource -> resource.get("Type").equals(type))
                .map(resource -> map(resource, "Properties"))
                .toList();
    }

    public Object parameterDefault(String name) {
        return map(map(content, "Parameters"), name).get("Default");
    }

    /** The names of parameters. */
    public Iterable<String> parameters() {
        return map(content, "Parameters").keySet();
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return map(parent.get(name));
    }

    @SuppressWarnings("unchecked") // keys of YAML objects are strings here
    public static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static final class Functions extends SafeConstructor {

        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return Map.of(node.getTag().getValue(), argument(node));
                }
            });
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
