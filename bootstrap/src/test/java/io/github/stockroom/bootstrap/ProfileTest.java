package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One's own account (docs/contract.md: Accounts). The service is shared. */
@OnEachDatabase
class ProfileTest {

    private static final String USER = "/api/v1/users/auth/user";

    private final Http http;
    private String name;
    private String token;

    ProfileTest(DatabaseKind database) {
        http = database.service().http();
    }

    @BeforeEach
    void signIn() {
        name = Tokens.createUser(http, "user");
        token = bearer(Tokens.access(http, name));
    }

    @Test
    void isReadByItsOwner() {
        Reply user = http.get(USER, token);
        assertThat(user.text())
                .matches("\\{\"pk\":[0-9]+,\"username\":\"" + name
                        + "\",\"email\":\"\",\"first_name\":\"\",\"last_name\":\"\"}");
        assertThat(user.etag()).isEqualTo("\"1\"");
        assertThat(user.header("Cache-Control")).isEqualTo("no-store");
        assertThat(user.header("Vary").split(", *")).contains("Authorization", "X-Api-Key");
        assertThat(http.get(USER, token, "If-None-Match: \"1\"").status()).isEqualTo(304);
        assertThat(http.get(USER + "?fields=pk", token).json().propertyNames()).containsExactly("pk");
        assertProblem(http.get(USER), 401, "not_authenticated");
    }

    @Test
    void keepsWhatIsReadOnly() {
        Reply changed = http.put(
                USER + "/",
                "{\"pk\":99,\"email\":\"new@shop.example\",\"username\":\"" + name
                        + "\",\"first_name\":\" Ada \",\"last_name\":\"Lovelace\"}",
                token);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().required("pk").longValue()).isNotEqualTo(99);
        assertThat(text(changed, "email")).isEmpty();
        assertThat(text(changed, "first_name")).isEqualTo("Ada");
        assertThat(changed.etag()).isEqualTo("\"2\"");
        // Names that a form does not have stay
        assertThat(text(http.put(USER, "{\"username\":\"" + name + "\"}", token), "last_name"))
                .isEqualTo("Lovelace");
    }

    @Test
    void isPatched() {
        assertThat(text(http.patch(USER, "{\"first_name\":\"Ada\"}", token), "username"))
                .isEqualTo(name);
        assertThat(http.patch(USER, "{}", token).etag()).isEqualTo("\"2\"");
        Reply stale = http.patch(USER, "{\"first_name\":\"Eve\"}", token, "If-Match: \"1\"");
        assertProblem(stale, 412, "precondition_failed");
        assertThat(stale.json().required("currentVersion").longValue()).isEqualTo(2);
        assertProblem(http.patch(USER, "{\"first_name\":null}", token), 400, "validation");
        assertProblem(http.put(USER, "{}", token), 400, "validation");
    }

    @Test
    void anotherNameMayBeTaken() {
        String other = Tokens.createUser(http, "user");
        assertProblem(http.patch(USER, "{\"username\":\"" + other + "\"}", token), 409, "username-taken");
        String renamed = Tokens.newName();
        assertThat(text(http.patch(USER, "{\"username\":\"" + renamed + "\"}", token), "username"))
                .isEqualTo(renamed);
        // The token goes on: it names the account, not the name
        assertThat(text(http.get("/auth/check_token", token), "user_name")).isEqualTo(renamed);
    }
}
