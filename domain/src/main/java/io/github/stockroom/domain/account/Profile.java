package io.github.stockroom.domain.account;

/** What the owner of an account says of themselves. */
public record Profile(Username username, PersonName firstName, PersonName lastName) {

    public static Profile of(Username username) {
        return new Profile(username, PersonName.UNKNOWN, PersonName.UNKNOWN);
    }
}
