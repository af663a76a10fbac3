package io.github.stockroom.application.session;

/**
 * A token for requests, and the one that gets the next pair. Prints neither.
 *
 * @param access good for as long as {@link TokenLifetimes#access}
 * @param refresh to be used once, within {@link TokenLifetimes#refresh}
 */
public record TokenPair(String access, String refresh) {

    @Override
    public String toString() {
        return "access and refresh token";
    }
}
