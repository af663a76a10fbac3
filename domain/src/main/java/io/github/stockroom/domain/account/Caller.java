package io.github.stockroom.domain.account;

/** The sender of a request: anonymous, or signed in to an account. */
public sealed interface Caller {

    /** The caller without a token. */
    Caller ANONYMOUS = new Anonymous();

    boolean isAdministrator();

    /** A caller who showed no token. */
    record Anonymous() implements Caller {

        @Override
        public boolean isAdministrator() {
            return false;
        }
    }

    /** The owner of an account. */
    record SignedIn(AccountId id, Username username, Role role) implements Caller {

        @Override
        public boolean isAdministrator() {
            return role == Role.ADMIN;
        }
    }
}
