package io.github.stockroom.bootstrap.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An OpenID Connect issuer on the loopback interface, with tokens in the shape of Amazon Cognito. */
public final class FakeIssuer implements AutoCloseable {

    public static final String CLIENT = "7client";

    /** The response of the issuer to a request for its keys. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile JWSAlgorithm algorithm = JWSAlgorithm.RS256;
    private volatile JWK key = newKey(algorithm);
    private volatile Answer answer = this::keys;

    public FakeIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            try (exchange) {
                answer.to(exchange);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int fetches() {
        return fetches.get();
    }

    public void answer(Answer other) {
        answer = other;
    }

    /** Signs with another key from now on; the old one is gone. */
    public void rotate() {
        signBy(algorithm);
    }

    /** Signs with another key and by this algorithm from now on; the old key is gone. */
    public void signBy(JWSAlgorithm other) {
        algorithm = other;
        signWith(newKey(other));
    }

    /** Signs with this key from now on. */
    public void signWith(JWK other) {
        key = other;
    }

    /** The public keys, as a JSON Web Key Set. */
    public String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private void keys(HttpExchange exchange) throws IOException {
        byte[] body = publicKeys().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** An access token as Cognito makes them: good for an hour, for {@link #CLIENT}, without {@code aud}. */
    public String token(String subject) {
        return token(subject, claims -> claims);
    }

    public String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key.getKeyID(), key, change.apply(claims(subject)).build());
    }

    /** A good token, but for a key id that the issuer does not have. */
    public String tokenOfUnknownKey(String subject) {
        return signed(UUID.randomUUID().toString(), key, claims(subject).build());
    }

    /** A token signed with HS256 and the public key as the secret. */
    public String tokenSignedWithThePublicKey(String subject) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims(subject).build());
            token.sign(new MACSigner(key.toRSAKey().toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token under the issuer's key id, but signed with another key. */
    public String forged(String subject) {
        return signed(key.getKeyID(), newKey(algorithm), claims(subject).build());
    }

    private JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .subject(subject)
                .claim("client_id", CLIENT)
                .claim("token_use", "access")
                .claim("username", "admin")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    }

    private String signed(String id, JWK key, JWTClaimsSet claims) {
        try {
            SignedJWT token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(id).build(), claims);
            token.sign(
                    key instanceof RSAKey rsa // also a short one
                            ? new RSASSASigner(rsa, Set.of(AllowWeakRSAKey.getInstance()))
                            : new ECDSASigner(key.toECKey()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK newKey(JWSAlgorithm algorithm) {
        String id = UUID.randomUUID().toString();
        try {
            return JWSAlgorithm.Family.RSA.contains(algorithm)
                    ? new RSAKeyGenerator(2048).keyID(id).generate()
                    : new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The issuer is down from now on. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            server.stop(0);
        }
    }
}
