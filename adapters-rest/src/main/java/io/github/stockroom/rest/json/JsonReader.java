package io.github.stockroom.rest.json;

import io.github.stockroom.rest.json.JsonObject.RawNumber;
import io.github.stockroom.rest.json.JsonObject.Texts;
import io.github.stockroom.rest.json.JsonObject.Unusable;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Reads a request body as one JSON object (RFC 8259), strictly: UTF-8 only, no duplicate keys, no comments, nothing
 * behind the object, at most {@value #MAX_DEPTH} levels. Every departure has a code of its own.
 */
public final class JsonReader {

    static final int MAX_DEPTH = 32;

    private JsonReader() {}

    /** @throws UnreadableException saying what is wrong with the text */
    public static JsonObject object(byte[] body, RecordLimits limits) {
        return object(Utf8.text(body), limits);
    }

    /**
     * @param text as long as the caller let it become
     * @throws UnreadableException saying what is wrong with the text
     */
    public static JsonObject object(String text, RecordLimits limits) {
        var budget = new RecordBudget(limits);
        if (text.isBlank()) {
            throw new UnreadableException("empty-body", "Empty body", "A JSON object is needed in the body.");
        }
        // Jackson gets characters: given bytes it would also accept UTF-16 and UTF-32.
        try (JsonParser json = RecordJson.JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                skip(json, 1, budget); // what is not JSON at all is to be called that
                requireEnd(json);
                throw new UnreadableException("not-an-object", "Not an object", "The body must be a JSON object.");
            }
            JsonObject object = new JsonObject(members(json, 1, budget));
            requireEnd(json);
            return object;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    static JsonParser parser(Reader text) {
        return RecordJson.JSON.createParser(ObjectReadContext.empty(), text);
    }

    /** The current element of an array, read to its end; empty when it is no object. */
    static Optional<JsonObject> element(JsonParser json, RecordBudget budget) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return Optional.of(new JsonObject(members(json, 2, budget)));
        }
        skip(json, 2, budget);
        return Optional.empty();
    }

    /** @param depth of the object itself */
    private static Map<String, @Nullable Object> members(JsonParser json, int depth, RecordBudget budget) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            budget.addMember();
            String name = json.currentName();
            if (members.containsKey(name)) {
                throw duplicateKey();
            }
            members.put(name, value(json, json.nextToken(), depth, budget));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser json, @Nullable JsonToken token, int depth, RecordBudget budget) {
        if (token == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return new RawNumber(json.getString());
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return json.getBooleanValue();
        }
        if (token == JsonToken.START_ARRAY) {
            return array(json, depth + 1, budget);
        }
        skip(json, depth + 1, budget);
        return Unusable.VALUE;
    }

    /**
     * Reads the current array, whose texts are of use if it has nothing else; checked as strictly as what is passed
     * over.
     */
    private static Object array(JsonParser json, int depth, RecordBudget budget) {
        requireDepth(depth);
        List<String> texts = new ArrayList<>();
        boolean mixed = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            budget.addMember();
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(json.getString());
            } else {
                mixed = true;
                skip(json, depth + 1, budget);
            }
        }
        return mixed ? Unusable.VALUE : new Texts(texts);
    }

    /** Passes over the current value, checking what is inside as strictly as what is used. */
    private static void skip(JsonParser json, int depth, RecordBudget budget) {
        JsonToken token = json.currentToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
            return;
        }
        requireDepth(depth);
        Set<String> names = new HashSet<>();
        for (JsonToken next = json.nextToken();
                next != JsonToken.END_OBJECT && next != JsonToken.END_ARRAY;
                next = json.nextToken()) {
            if (next != JsonToken.PROPERTY_NAME) {
                budget.addMember();
                skip(json, depth + 1, budget);
            } else if (!names.add(json.currentName())) {
                throw duplicateKey();
            }
        }
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new UnreadableException("too-deep", "Too deep", "JSON may be nested " + MAX_DEPTH + " levels deep.");
        }
    }

    static void requireEnd(JsonParser json) {
        if (json.nextToken() != null) {
            throw new UnreadableException("malformed-json", "Malformed JSON", "Something follows the JSON value.");
        }
    }

    private static UnreadableException duplicateKey() {
        return new UnreadableException("duplicate-key", "Duplicate key", "A JSON object has the same key twice.");
    }

    static RuntimeException malformed(JacksonException e) {
        if (e instanceof JacksonIOException) {
            return Utf8.translated(e);
        }
        var location = e.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new UnreadableException("malformed-json", "Malformed JSON", "The body is not JSON" + where + ".");
    }
}
