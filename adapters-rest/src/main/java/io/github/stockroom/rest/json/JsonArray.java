package io.github.stockroom.rest.json;

import java.io.InputStream;
import java.io.Reader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The elements of a JSON array, read one by one, as strictly as {@link JsonReader} reads an object. An element that is
 * no object is empty.
 */
public final class JsonArray implements Iterator<Optional<JsonObject>> {

    private final JsonParser json;
    private final RecordBudget budget;
    private @Nullable JsonToken token;

    /** @throws UnreadableException here and from all methods, when it is not JSON */
    public JsonArray(InputStream in, RecordLimits limits) {
        budget = new RecordBudget(limits);
        Reader text = budget.counting(Utf8.reader(in));
        json = JsonReader.parser(text);
        try {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("an array starts with a bracket");
            }
        } catch (JacksonException e) {
            throw JsonReader.malformed(e);
        }
        advance();
    }

    @Override
    public boolean hasNext() {
        return token != JsonToken.END_ARRAY;
    }

    @Override
    public Optional<JsonObject> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            Optional<JsonObject> element = JsonReader.element(json, budget);
            advance();
            return element;
        } catch (JacksonException e) {
            throw JsonReader.malformed(e);
        }
    }

    private void advance() {
        budget.startRecord();
        try {
            token = json.nextToken();
            if (token == JsonToken.END_ARRAY) {
                JsonReader.requireEnd(json);
            }
        } catch (JacksonException e) {
            throw JsonReader.malformed(e);
        }
    }
}
