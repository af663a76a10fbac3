package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

/** Signs in as front ends do. */
public final class Tokens {

    /** The secret with which the services in this JVM sign tokens. */
    public static final String SECRET = "a secret for tests, and for nothing but tests";

    public static final String ADMIN_PASSWORD = "admin-of-tests";

    public static final String PASSWORD = "pass of a user";

    private Tokens() {}

    /** Returns a name that no account has yet. */
    public static String newName() {
        return "user-" + UUID.randomUUID();
    }

    /** Creates an account of this role with {@link #PASSWORD}, and says its name. */
    public static String createUser(Http http, String role) {
        String name = newName();
        Reply created = role.equals("admin")
                ? http.post("/users/create_user", account(name, PASSWORD, role), bearer(admin(http)))
                : http.post("/users/create_user", account(name, PASSWORD, role));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return name;
    }

    public static String account(String name, String password, String role) {
        return "{\"user_name\":\"" + name + "\",\"password\":\"" + password + "\",\"role\":\"" + role + "\"}";
    }

    public static String credentials(String name, String password) {
        return "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    /** Returns the response to {@code POST /api/token} for an account with {@link #PASSWORD}. */
    public static Reply open(Http http, String name) {
        Reply tokens = http.post("/api/token", credentials(name, PASSWORD));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        return tokens;
    }

    /** Returns an access token of an account with {@link #PASSWORD}. */
    public static String access(Http http, String name) {
        return text(open(http, name), "access");
    }

    /** An access token of the first administrator. */
    public static String admin(Http http) {
        return text(http.post("/api/token", credentials("admin", ADMIN_PASSWORD)), "access");
    }

    public static String text(Reply reply, String member) {
        assertThat(reply.json().path(member).isString()).as(reply.toString()).isTrue();
        return reply.json().required(member).stringValue();
    }

    /** The header field that shows a token. */
    public static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
