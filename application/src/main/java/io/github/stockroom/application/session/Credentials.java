package io.github.stockroom.application.session;

/**
 * What somebody signs in with. Prints no password.
 *
 * @param kind what {@code login} is
 * @param login as it was typed
 * @param password as it was typed
 * @param client where the attempt comes from, such as a network address; attempts are counted by login and client
 */
public record Credentials(Kind kind, String login, String password, String client) {

    /** How an account is named. */
    public enum Kind {
        USERNAME,
        EMAIL
    }

    @Override
    public String toString() {
        return kind + " from " + client;
    }
}
