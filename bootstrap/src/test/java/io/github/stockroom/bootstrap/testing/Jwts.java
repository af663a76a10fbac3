package io.github.stockroom.bootstrap.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tokens as forgers make them: from a good one. */
public final class Jwts {

    private Jwts() {}

    public static JsonNode claims(String token) {
        try {
            return new JsonMapper().readTree(SignedJWT.parse(token).getPayload().toString());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same claims and no signature. */
    public static String unsigned(String token) {
        return new PlainJWT(set(token)).serialize();
    }

    /** Other claims under the right key. */
    public static String changed(String token, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(change.apply(new JWTClaimsSet.Builder(set(token))).build(), Tokens.SECRET);
    }

    /** The same claims under another key. */
    public static String signedWith(String secret, String token) {
        return signed(set(token), secret);
    }

    /** The same token with this JSON text as the value of a claim, under the right key. */
    public static String withClaim(String token, String name, String json) {
        ObjectNode claims = (ObjectNode) claims(token);
        // Written by hand: libraries refuse to write some of what a forger may.
        String others = claims.without(name).toString();
        return signed(new Payload(others.substring(0, others.length() - 1) + ",\"" + name + "\":" + json + "}"));
    }

    /** A token as versions of the service before 2026-12 made it, naming a thumbprint of the secret. */
    public static String withThumbprint(String token) {
        try {
            var key = new OctetSequenceKey.Builder(Tokens.SECRET.getBytes(StandardCharsets.UTF_8))
                    .keyIDFromThumbprint()
                    .build();
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(key.getKeyID())
                    .build();
            var signed = new SignedJWT(header, set(token));
            signed.sign(new MACSigner(Tokens.SECRET));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String signed(Payload payload) {
        try {
            var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload);
            token.sign(new MACSigner(Tokens.SECRET));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, String secret) {
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JWTClaimsSet set(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
