package io.github.stockroom.rest.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The part of a client's address that one client has for itself, which limits count by: an IPv4 address, or the first
 * 64 bits of an IPv6 address.
 */
public final class ClientNetwork {

    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** @param address as text; anything that is no IPv6 address is returned as it is */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // With a colon it is no host name, and nothing is looked up.
            return InetAddress.getByName(address) instanceof Inet6Address found
                    ? HexFormat.of().formatHex(Arrays.copyOf(found.getAddress(), NETWORK_BYTES)) + "/64"
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
