package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Secrets of the packaged jar: what the first start makes, what later ones keep, and what is never written down. */
class FirstStartIT {

    private static final Pattern PRINTED = Pattern.compile("with the password (\\S+)");

    @Test
    void onTheEmbeddedDatabaseARandomPasswordIsPrintedOnceAndASecretIsKept() throws IOException {
        Path directory = RunningService.newDirectory("process-");
        Path secret = directory.resolve("data").resolve("jwt-secret");
        String password;
        Reply tokens;
        try (ServiceProcess first = ServiceProcess.in(directory).serving()) {
            password = printedPasswords(first).get(0);
            tokens = first.http().post("/api/token", Tokens.credentials("admin", password));
            assertThat(tokens.status()).isEqualTo(200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
            assertNothingSecretLogged(first, password, Files.readString(secret), text(tokens, "access"));
        }
        try (ServiceProcess second = ServiceProcess.in(directory).serving()) {
            assertThat(printedPasswords(second))
                    .as("both starts print to one file")
                    .hasSize(1);
            assertThat(second.http()
                            .get("/auth/check_token", bearer(text(tokens, "access")))
                            .status())
                    .isEqualTo(200);
        }
        try (ServiceProcess elsewhere = ServiceProcess.inNewDirectory().serving()) {
            assertThat(printedPasswords(elsewhere).get(0)).isNotEqualTo(password);
            assertProblem(
                    elsewhere.http().get("/auth/check_token", bearer(text(tokens, "access"))), 401, "token_not_valid");
        }
    }

    @Test
    void theAdministratorIsThereBeforeTheServiceIs() throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                ServiceProcess service = ServiceProcess.inNewDirectory()
                        .with("SERVER_PORT", Integer.toString(taken.getLocalPort()))
                        .ended()) {
            assertThat(printedPasswords(service)).hasSize(1);
        }
    }

    @Test
    void onAnExternalDatabaseThereIsNoAdministratorUnlessThePasswordIsGiven() {
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create()) {
            try (ServiceProcess without =
                    ServiceProcess.inNewDirectory().on(database).serving()) {
                assertThat(printedPasswords(without)).isEmpty();
                assertProblem(
                        without.http().post("/api/token", Tokens.credentials("admin", "admin")),
                        401,
                        "no_active_account");
            }
            try (ServiceProcess with = ServiceProcess.inNewDirectory()
                    .on(database)
                    .with("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD)
                    .serving()) {
                assertThat(Tokens.admin(with.http())).isNotEmpty();
                assertThat(printedPasswords(with)).isEmpty();
            }
            try (ServiceProcess other = ServiceProcess.inNewDirectory()
                    .on(database)
                    .with("STOCKROOM_ADMIN_PASSWORD", "another-password")
                    .serving()) {
                // It is for the first administrator, and there is one
                assertThat(Tokens.admin(other.http())).isNotEmpty();
                assertNothingSecretLogged(other, "another-password", Tokens.SECRET);
            }
        }
    }

    @Test
    void noLogLineOfAWholeSessionHoldsASecret() {
        try (ServiceProcess service = ServiceProcess.inNewDirectory()
                .with("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD)
                .with("STOCKROOM_JWT_SECRET", Tokens.SECRET)
                .with("LOGGING_LEVEL_IO_GITHUB_STOCKROOM", "trace")
                .with("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_SECURITY", "trace")
                .serving()) {
            Http http = service.http();
            String name = Tokens.createUser(http, "user");
            Reply tokens = Tokens.open(http, name);
            String key = text(http.post("/api/v1/users/auth/login", Tokens.credentials(name, Tokens.PASSWORD)), "key");
            Reply renewed = http.post("/api/token/refresh", "{\"refresh\":\"" + text(tokens, "refresh") + "\"}");
            http.get("/api/v1/users/auth/user", bearer(text(renewed, "access")));
            http.get("/api/v1/users/auth/user?token=" + key, "Authorization: Token " + key + "broken");
            http.post("/api/token", Tokens.credentials(name, "wrong-password"));
            http.post("/api/token", Tokens.credentials("typed-a-password-here", "x"));
            http.post("/users/create_user", Tokens.account("x", "1", "user"));
            http.post("/api/token", "{\"username\":\"" + Tokens.PASSWORD);
            http.send("POST", "/api/v1/users/auth/logout", null, bearer(text(renewed, "access")));
            assertNothingSecretLogged(
                    service,
                    Tokens.ADMIN_PASSWORD,
                    Tokens.SECRET,
                    Tokens.PASSWORD,
                    "wrong-password",
                    "typed-a-password-here",
                    key,
                    text(tokens, "access"),
                    text(tokens, "refresh"),
                    text(renewed, "access"),
                    text(renewed, "refresh"),
                    "$2a$");
        }
    }

    private static void assertNothingSecretLogged(ServiceProcess service, String... secrets) {
        assertThat(service.log()).isNotEmpty();
        assertThat(String.join("\n", service.log())).doesNotContain(secrets);
    }

    private static List<String> printedPasswords(ServiceProcess service) {
        return PRINTED.matcher(service.printed())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
