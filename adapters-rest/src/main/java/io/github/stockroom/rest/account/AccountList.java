package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.output.OutputWriterFactory;
import io.github.stockroom.rest.record.StreamedResponse;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Answers with all accounts in the order of their ids. */
final class AccountList {

    private static final int CHUNK = 1_000;

    private AccountList() {}

    /** @param members writes those of one account */
    static void handle(Exchange http, Accounts accounts, BiConsumer<JsonGenerator, Account> members) {
        http.dependsOnCaller();
        OutputWriterFactory<Account> array = OutputWriterFactory.jsonArray((json, account) -> {
            json.writeStartObject();
            members.accept(json, account);
            json.writeEndObject();
        });
        StreamedResponse.send(http, array, new Chunks(accounts));
    }

    private static final class Chunks implements Iterator<List<Account>> {

        private final Accounts accounts;
        private @Nullable AccountId last;
        private boolean more = true;

        Chunks(Accounts accounts) {
            this.accounts = accounts;
        }

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public List<Account> next() {
            if (!more) {
                throw new NoSuchElementException();
            }
            List<Account> chunk = accounts.list(last, CHUNK);
            more = chunk.size() == CHUNK;
            last = more ? chunk.get(CHUNK - 1).id() : last;
            return chunk;
        }
    }
}
