package io.github.stockroom.rest.exchange;

/** The rules by which clients without an account share idempotency keys. Clients with an account never share them. */
public enum AnonymousKeys {
    /**
     * Those that know a random UUID, so that a retry from another address is answered; any other key, which a stranger
     * may guess or pick as well, holds for one client address.
     */
    BY_KEY,
    /** Those with the same address. */
    ADDRESS,
    /** All of them. */
    SHARED;

    private static final int UUID_LENGTH = 36;
    private static final int VERSION = 14;
    private static final int VARIANT = 19;

    /** Returns a text that tells apart the clients that do not share this key; empty if all clients share it. */
    String scope(String key, String clientAddress) {
        boolean isShared = this == SHARED || this == BY_KEY && isRandomUuid(key);
        return isShared ? "" : "@" + clientAddress;
    }

    /** Returns true if it is a UUID of version 4 or 7 (RFC 9562), which have 74 random bits or more. */
    static boolean isRandomUuid(String key) {
        if (key.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            char c = key.charAt(i);
            if (isDash ? c != '-' : c > '~' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return "47".indexOf(key.charAt(VERSION)) >= 0 && "89abAB".indexOf(key.charAt(VARIANT)) >= 0;
    }
}
