package io.github.stockroom.application.session;

/**
 * A user name or e-mail address with a password. Prints no password.
 *
 * @param kind what {@code login} is
 * @param login as it was typed
 * @param password as it was typed
 * @param client where the attempt comes from, such as a network address; attempts are counted by login and client
 */
public record Credentials(Kind kind, String login, String password, String client) {

    /** The form in which an account is named. */
    public enum Kind {
        USERNAME,
        EMAIL
    }

    @Override
    public String toString() {
        return kind + " from " + client;
    }
}
