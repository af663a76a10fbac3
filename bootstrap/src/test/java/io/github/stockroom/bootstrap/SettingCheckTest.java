package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are looked at before anything starts, and what is said of wrong ones. */
class SettingCheckTest {

    @ParameterizedTest
    @CsvSource({
        "server.port=abc, abc",
        "server.http2.enabled=true, server.http2.enabled",
        "DB_PORT=99999, 99999",
        "DB_AUTH=kerberos, stockroom.database.auth",
        "DB_AUTH=iam, DB_SSLMODE",
        "DB_HOST=a:b, DB_HOST",
        "DB_SSLMODE=always, stockroom.database.ssl-mode",
        "DB_SSLROOTCERT=/nowhere.pem, /nowhere.pem",
        "DB_APP_USER=App-User, DB_APP_USER",
        "DB_POOLER=statement, stockroom.database.pooler",
        "stockroom.database.pool-size=0, pool-size",
        "stockroom.database.long-work.connections=10, long-work.connections",
        "stockroom.database.long-work.connections=-1, long-work.connections",
        "stockroom.database.long-work.bulk-connections=10, long-work.bulk-connections",
        "stockroom.database.long-work.bulk-connections=-1, long-work.bulk-connections",
        "stockroom.database.long-work.acquire-timeout=26s, long-work.acquire-timeout",
        "stockroom.database.long-work.sort-space=1KB, long-work.sort-space",
        "stockroom.list.max-rows=-1, max-rows",
        "stockroom.record.max-members=49, max-members",
        "stockroom.credentials.max-bytes=4095, max-bytes",
        "stockroom.trusted-proxies=foo, trusted-proxies",
        "stockroom.public-url=shop, public-url",
        "stockroom.query.unknown=maybe, stockroom.query.unknown",
        "stockroom.access.sign-up.write=nobody, stockroom.access.sign-up.write",
        "stockroom.access.accounts.read=anonymous, stockroom.access.accounts.read",
        "stockroom.token.access-lifetime=0s, Lifetimes",
        "stockroom.token.refresh-lifetime=soon, stockroom.token.refresh-lifetime",
        "stockroom.token.session-lifetime=0s, Lifetimes",
        "stockroom.token.refused-refreshes-per-address=-1, refused-refreshes-per-address",
        "stockroom.sign-in.names-per-address=-1, names-per-address",
        "stockroom.sign-up.accounts-per-address=-1, accounts-per-address",
        "stockroom.password.min-length=73, min-length",
        "stockroom.password.hashing.processors=-1, hashing.processors",
        "stockroom.password.hashing.queue=0, hashing.queue",
        "stockroom.password.hashing.queue-per-address=0, queue-per-address",
        "stockroom.rate.requests-per-second=-1, requests-per-second",
        "stockroom.hsts-max-age=-1s, hsts-max-age",
        "stockroom.migrate-wait=-1s, migrate-wait",
        "stockroom.database.reader.host=db2, DB_READER_HOST needs DB_HOST",
        "stockroom.database.reader.host=db2:x, DB_READER_HOST must be one server",
        "stockroom.database.reader.max-lag=6s, max-lag",
        "stockroom.database.reader.max-lag=900ms, max-lag",
        "stockroom.database.reader.pool-size=-1, reader.pool-size",
        "stockroom.request.header-time=0s, header-time",
        "stockroom.request.body-time=999ms, body-time",
        "stockroom.request.body-rate=-1B, body-rate",
        "stockroom.request.memory=-1B, memory",
        "stockroom.request.spool-per-client=9MB, spool-per-client",
        "stockroom.request.spool=40MB, stockroom.request.spool",
        "stockroom.request.spool-dir=/proc/spool, spool-dir",
        "stockroom.response.streams=0, streams",
        "stockroom.response.streams-per-client=0, streams-per-client",
        "stockroom.response.stall-time=999ms, stall-time",
        "stockroom.response.rate=-1B, response.rate",
        "stockroom.response.memory=255KB, memory",
        "stockroom.oidc.issuer=https://issuer.example, stockroom.oidc.audience",
        "stockroom.oidc.accounts=link, stockroom.oidc.accounts",
        "stockroom.oidc.jwks-url=http://issuer.example/keys, stockroom.oidc.jwks-url",
        "stockroom.oidc.jwks-url=file:///etc/keys, stockroom.oidc.jwks-url",
        "stockroom.lst.max-rows=1, stockroom.lst.max-rows"
    })
    void oneSentenceNamesWhatIsWrong(String setting, String named) {
        Throwable failure = catchThrowable(() -> StockroomApplication.application(StockroomApplication.class)
                .run("--" + setting)
                .close());
        String sentence = StartupFailureReporter.sentence(failure);
        assertThat(sentence).contains(named).endsWith(".").doesNotContain("\n", "Exception");
    }
}
