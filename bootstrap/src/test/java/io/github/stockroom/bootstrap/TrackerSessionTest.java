package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Jwts;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * The Kivy client of the earlier tracker and the authorizer in front of it (docs/contract.md: Tracker). The service is
 * shared.
 */
@OnEachDatabase
class TrackerSessionTest {

    private static final String CREATE = "/users/create_user";

    private final Http http;

    TrackerSessionTest(DatabaseKind database) {
        http = database.service().http();
    }

    @Test
    void aUserIsCreatedChecksItsTokenAndIsListedAndDeletedByAnAdministrator() {
        String name = Tokens.newName();
        Reply created = http.post(CREATE, Tokens.account(name, Tokens.PASSWORD, "user"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).isEqualTo("null");
        assertThat(created.header("Content-Type")).isEqualTo("application/json");

        String token = formToken(name, Tokens.PASSWORD);
        Reply checked = http.get("/auth/check_token", bearer(token));
        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.json().propertyNames()).containsExactly("id", "user_name", "role");
        assertThat(text(checked, "user_name")).isEqualTo(name);
        assertThat(text(checked, "role")).isEqualTo("user");

        String admin = formToken("admin", Tokens.ADMIN_PASSWORD);
        Reply all = http.get("/users/read_all", bearer(admin));
        assertThat(all.column("user_name")).contains("admin", name);
        assertThat(all.json().get(0).propertyNames()).containsExactly("id", "user_name", "role", "active");
        Reply staff = http.get("/api/v1/users/", bearer(admin));
        assertThat(staff.json().get(0).propertyNames())
                .containsExactly("email", "last_login", "date_joined", "is_staff");
        assertThat(staff.json()).hasSameSizeAs(all.json());

        String path = "/users/delete/" + name;
        Reply deleted = http.delete(path, bearer(admin));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertProblem(http.delete(path, bearer(admin)), 404, "not_found");
        // The token of a user who is gone opens nothing any more
        assertThat(text(http.get("/auth/check_token", bearer(token)), "detail")).isEqualTo("User inactive or deleted.");
    }

    @Test
    void theTokenSaysWhatBothEarlierSystemsSaid() {
        Reply granted = http.post("/auth/token", Tokens.credentials("admin", Tokens.ADMIN_PASSWORD));
        assertThat(granted.json().propertyNames()).containsExactly("access_token", "token_type", "expires_in");
        assertThat(text(granted, "token_type")).isEqualTo("bearer");
        assertThat(granted.json().required("expires_in").intValue()).isEqualTo(86_400);
        assertThat(granted.header("Cache-Control")).isEqualTo("no-store");
        var claims = Jwts.claims(text(granted, "access_token"));
        assertThat(claims.propertyNames())
                .contains("token_type", "exp", "iat", "jti", "user_id", "id", "sub", "role", "iss", "aud");
        assertThat(text(granted, "access_token")).isNotEmpty();
        assertThat(claims.required("sub").stringValue()).isEqualTo("admin");
    }

    @Test
    void aFormThatIsNotCompleteIsAnswered422WithATextAsDetail() {
        Reply missing = http.post("/auth/token", "username=x", "Content-Type: application/x-www-form-urlencoded");
        assertThat(assertProblem(missing, 422, "validation")
                        .required("password")
                        .get(0)
                        .stringValue())
                .isEqualTo("This field is required.");
        Reply grant = http.post(
                "/auth/token",
                "username=x&password=y&grant_type=refresh_token",
                "Content-Type: application/x-www-form-urlencoded");
        assertProblem(grant, 422, "validation");
        Reply account = http.post(CREATE, Tokens.account("", "short", "boss"));
        var problem = assertProblem(account, 422, "validation");
        assertThat(problem.required("errors")
                        .valueStream()
                        .map(e -> e.required("pointer").stringValue()))
                .containsExactly("#/user_name", "#/password", "#/role");
        assertThat(account.text()).doesNotContain("short");
    }

    @Test
    void aWrongPasswordIsAnsweredInTheOldWords() {
        Reply wrong = http.post("/auth/token", Tokens.credentials(Tokens.newName(), "wrong"));
        assertThat(assertProblem(wrong, 401, "no_active_account")
                        .required("detail")
                        .stringValue())
                .isEqualTo("Could not validate user.");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void namesWithOddCharactersCanBeDeleted() {
        String name = "Zoë & Søn; 100? #1 " + Tokens.newName();
        assertThat(http.post(CREATE, Tokens.account(name, Tokens.PASSWORD, "user"))
                        .status())
                .isEqualTo(201);
        String path = "/users/delete/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(http.delete(path, bearer(Tokens.admin(http))).status()).isEqualTo(204);
    }

    private String formToken(String name, String password) {
        Reply token = http.post(
                "/auth/token",
                Http.query("username", name, "password", password, "grant_type", "password", "scope", "")
                        .substring(1),
                "Content-Type: application/x-www-form-urlencoded");
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        return text(token, "access_token");
    }
}
