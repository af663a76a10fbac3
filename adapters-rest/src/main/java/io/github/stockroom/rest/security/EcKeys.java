package io.github.stockroom.rest.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KeyAgreement;

/** Reads keys for ES256, with which others can check tokens that they could not have made. */
public final class EcKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private EcKeys() {}

    /**
     * @param pem a private key on the curve P-256, in PKCS #8 (RFC 7468, 10), as {@code openssl genpkey -algorithm EC
     *     -pkeyopt ec_paramgen_curve:P-256} writes it
     * @throws IllegalArgumentException when it is anything else
     */
    public static JWK privateKey(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException("it has no -----BEGIN PRIVATE KEY-----");
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
            if (!(factory.generatePrivate(encoded) instanceof ECPrivateKey key)
                    || !Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                throw new IllegalArgumentException("it is not on the curve P-256");
            }
            return new ECKey.Builder(Curve.P_256, publicKey(factory, key))
                    .privateKey(key)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("it is not an EC key in PKCS #8", e);
        }
    }

    /**
     * The other half of the pair, which PKCS #8 may leave out. Agreeing on a secret with the generator of the curve
     * gives the first coordinate of the public point; of the two points that have it, the one that verifies is the
     * right one.
     */
    private static ECPublicKey publicKey(KeyFactory factory, ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = key.getParams();
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(factory.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        var x = new BigInteger(1, agreement.generateSecret());
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger square = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        // A square root modulo p, where p = 3 (mod 4)
        BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        for (BigInteger candidate : List.of(y, p.subtract(y))) {
            PublicKey point = factory.generatePublic(new ECPublicKeySpec(new ECPoint(x, candidate), curve));
            if (verifies(key, point)) {
                return (ECPublicKey) point;
            }
        }
        throw new GeneralSecurityException("no public key fits");
    }

    private static boolean verifies(PrivateKey signing, PublicKey verifying) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signing);
        byte[] signed = signature.sign();
        signature.initVerify(verifying);
        return signature.verify(signed);
    }
}
