package io.yarnflink.transport.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of one role, derived from the application's secret; proves the role without showing the key. */
public final class AccessKey {
    static final int SIZE = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Role role;
    private final byte[] bytes;

    public AccessKey(Role role, byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException(
                    "A " + role + " key has " + bytes.length + " bytes; it must have " + SIZE);
        }
        this.role = role;
        this.bytes = bytes.clone();
    }

    public Role role() {
        return role;
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    byte[] prove(byte[]... parts) {
        return hmac(bytes, parts);
    }

    /** Compares in a time that does not depend on where the proofs differ. */
    boolean proves(byte[] proof, byte[]... parts) {
        return MessageDigest.isEqual(prove(parts), proof);
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM + "; use a standard JDK 17", e);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return role + " key";
    }
}
