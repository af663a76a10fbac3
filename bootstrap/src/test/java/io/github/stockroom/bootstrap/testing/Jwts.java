package io.github.stockroom.bootstrap.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
