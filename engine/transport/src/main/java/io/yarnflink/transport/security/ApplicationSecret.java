package io.yarnflink.transport.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Locale;

/** 32 random bytes that all processes of one application share, and nobody else; each purpose gets a key derived from it. */
public final class ApplicationSecret {
    public static final int SIZE = 32;

    private final byte[] bytes;

    private ApplicationSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static ApplicationSecret create(SecureRandom random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return new ApplicationSecret(bytes);
    }

    public static ApplicationSecret of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("The application's secret has " + bytes.length + " bytes instead of "
                    + SIZE + "; take it from the application's credentials as it was put there");
        }
        return new ApplicationSecret(bytes.clone());
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public AccessKey key(Role role) {
        return new AccessKey(role, derive(role.name().toLowerCase(Locale.ROOT)));
    }

    /** A key for one purpose; knowing it tells nothing about the secret or the other keys. */
    public byte[] derive(String purpose) {
        return AccessKey.hmac(bytes, ("yarn-flink " + purpose).getBytes(UTF_8));
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "application secret";
    }
}
