package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.json.RecordJson;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;

/** Answers with all accounts in the order of their ids, streamed: no chunk is read before the client took the one before. */
final class AccountList {

    private static final int CHUNK = 1_000;

    private AccountList() {}

    /** @param members writes those of one account */
    static void reply(Exchange http, Accounts accounts, BiConsumer<JsonGenerator, Account> members) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        http.requireNoParameters();
        List<Account> chunk = accounts.list(null, CHUNK);
        http.dependsOnCaller().notStored();
        var out = http.stream(MediaTypes.JSON);
        if (http.isHead()) {
            return;
        }
        // Not closed when reading fails half-way: a closing bracket would make a torn list look whole.
        JsonGenerator json = RecordJson.generator(out);
        json.writeStartArray();
        while (!chunk.isEmpty()) {
            for (Account account : chunk) {
                json.writeStartObject();
                members.accept(json, account);
                json.writeEndObject();
            }
            chunk = accounts.list(chunk.get(chunk.size() - 1).id(), CHUNK);
        }
        json.writeEndArray();
        json.close();
    }
}
