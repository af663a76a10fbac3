package io.github.stockroom.domain.account;

/** The part of an account that its owner decides. */
public record Profile(Username username, PersonName firstName, PersonName lastName) {

    public static Profile of(Username username) {
        return new Profile(username, PersonName.UNKNOWN, PersonName.UNKNOWN);
    }
}
