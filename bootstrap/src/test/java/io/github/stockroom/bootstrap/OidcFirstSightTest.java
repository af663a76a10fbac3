package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.FakeIssuer;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.JsonNode;

/** Accounts for subjects of an outside issuer (docs/contract.md: Tokens of an outside issuer). */
@OnEachDatabase
class OidcFirstSightTest {

    private static final String ME = "/auth/check_token";

    @Parameter
    DatabaseKind database;

    private static FakeIssuer issuer;
    private static RunningService service;

    private final Http http = service.http();

    @BeforeParameterizedClassInvocation
    static void startService(DatabaseKind database) {
        issuer = new FakeIssuer();
        service = RunningService.start(
                database,
                "stockroom.oidc.issuer=" + issuer.url(),
                "stockroom.oidc.audience=" + FakeIssuer.CLIENT,
                "stockroom.oidc.role-claim=cognito:groups",
                "stockroom.oidc.accounts=create",
                "stockroom.oidc.name-claim=username");
    }

    @AfterParameterizedClassInvocation
    static void stopService() {
        service.close();
        issuer.close();
    }

    @Test
    void firstTokenOfASubjectCreatesItsAccount() {
        String name = Tokens.newName();
        String subject = subject();

        Reply first = call(token(subject, name));
        assertThat(text(first, "user_name")).isEqualTo(name);
        // The account is that of the subject: the issuer may call it something else later.
        assertThat(call(token(subject, Tokens.newName())).text()).isEqualTo(first.text());

        assertThat(user(name).required("oidc_subject").stringValue()).isEqualTo(subject);
        assertThat(user(name).required("oidc_issuer").stringValue()).isEqualTo(issuer.url());
        assertThat(user(name).required("role").stringValue()).isEqualTo("user");
        for (String password : new String[] {"!", "", Tokens.PASSWORD}) {
            assertThat(http.post("/api/token", Tokens.credentials(name, password))
                            .status())
                    .isBetween(400, 401);
        }
    }

    @Test
    void accountIsOfAUserThoughItsTokenIsOfAnAdministrator() {
        String name = Tokens.newName();
        String token = issuer.token(
                subject(), claims -> claims.claim("username", name).claim("cognito:groups", List.of("admin")));

        assertThat(http.get("/users/read_all", bearer(token)).status()).isEqualTo(200);
        assertThat(user(name).required("role").stringValue()).isEqualTo("user");
    }

    @Test
    void nameOfAnotherAccountIsRefusedAndItsAccountIsNotLinked() {
        String name = Tokens.createUser(http, "user");

        for (String taken : new String[] {"admin", "adm\u0131n", name}) {
            assertRefused(token(subject(), taken), "Another account has the user name of the token.");
        }

        assertThat(user("admin").has("oidc_subject")).isFalse();
        assertThat(user(name).has("oidc_subject")).isFalse();
        assertThat(call(Tokens.access(http, name)).status()).isEqualTo(200);
    }

    @Test
    void nameThatNoNewAccountMayHaveIsRefused() {
        for (String name : new String[] {null, "", "a/b", "x".repeat(151), "\u0000", "p\u0430yp\u0430l", "a\u200bb"}) {
            assertRefused(token(subject(), name), "The token has no user name that a new account may have.");
        }
        assertRefused(
                issuer.token(subject(), claims -> claims.claim("username", 7)),
                "The token has no user name that a new account may have.");
    }

    @Test
    void badTokenCreatesNoAccount() {
        String name = Tokens.newName();
        String detail = "Given token not valid for any token type";

        assertRefused(
                issuer.token(subject(), claims -> claims.claim("username", name).audience("other")), detail);
        assertRefused(
                issuer.token(subject(), claims -> claims.claim("username", name).expirationTime(null)), detail);

        assertThat(users(user -> user.required("user_name").stringValue().equals(name)))
                .isEmpty();
    }

    @Test
    void firstRequestsAtOnceMakeOneAccount() throws Exception {
        for (int round = 0; round < 5; round++) {
            String name = Tokens.newName();
            String subject = subject();

            List<Reply> replies = AtOnce.run(8, i -> call(token(subject, name)));

            assertThat(replies)
                    .allSatisfy(reply -> assertThat(text(reply, "user_name")).isEqualTo(name));
            assertThat(users(user -> user.path("oidc_subject").asString("").equals(subject)))
                    .hasSize(1);
        }
    }

    @Test
    void oneOfTwoSubjectsGetsANameThatBothWantAtOnce() throws Exception {
        String name = Tokens.newName();
        List<String> tokens =
                Stream.generate(() -> token(subject(), name)).limit(8).toList();

        List<Reply> replies = AtOnce.run(8, i -> call(tokens.get(i)));

        assertThat(replies.stream().map(Reply::status)).containsOnlyOnce(200).containsOnly(200, 401);
        assertThat(users(user -> user.required("user_name").stringValue().equals(name)))
                .hasSize(1);
    }

    @Test
    void deactivatedAccountStaysShutOut() {
        String name = Tokens.newName();
        String token = token(subject(), name);
        assertThat(call(token).status()).isEqualTo(200);
        assertThat(http.patch("/users/" + name, "{\"active\":false}", admin()).status())
                .isEqualTo(200);

        assertRefused(token, "Given token not valid for any token type");
    }

    @Test
    void accountGetsAPasswordFromAnAdministratorOnly() {
        String name = Tokens.newName();
        String token = token(subject(), name);
        assertThat(call(token).status()).isEqualTo(200);

        assertProblem(
                http.post(
                        "/api/v1/users/auth/password/change",
                        "{\"old_password\":\"!\",\"new_password1\":\"" + Tokens.PASSWORD + "\",\"new_password2\":\""
                                + Tokens.PASSWORD + "\"}",
                        bearer(token)),
                400,
                "validation");
        http.patch("/users/" + name, "{\"password\":\"" + Tokens.PASSWORD + "\"}", admin());
        assertThat(call(Tokens.access(http, name)).status()).isEqualTo(200);
    }

    private static String subject() {
        return UUID.randomUUID().toString();
    }

    private String token(String subject, @Nullable String name) {
        return issuer.token(subject, claims -> claims.claim("username", name));
    }

    private Reply call(String token) {
        return http.get(ME, bearer(token));
    }

    private String admin() {
        return bearer(Tokens.admin(http));
    }

    private JsonNode user(String name) {
        List<JsonNode> found =
                users(user -> user.required("user_name").stringValue().equals(name));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<JsonNode> users(Predicate<JsonNode> wanted) {
        JsonNode all = http.get("/users/read_all", admin()).json();
        return IntStream.range(0, all.size()).mapToObj(all::get).filter(wanted).toList();
    }

    private void assertRefused(String token, String detail) {
        var problem = assertProblem(call(token), 401, "token_not_valid");
        assertThat(problem.required("detail").stringValue()).isEqualTo(detail);
    }
}
