package io.podspace.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an engine is reached with over TCP, each in PEM; the text form hides it.
 *
 * @param authority certificates that the engine's own must come from
 * @param certificate the client's, with its chain
 * @param key of the client's certificate
 */
public record EngineTls(String authority, String certificate, String key) {
    private static final String BETWEEN = "\n\0\n";

    /** Tells these certificates from others, and nothing more. */
    String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    byte[] bytes() {
        return String.join(BETWEEN, authority, certificate, key).getBytes(StandardCharsets.UTF_8);
    }

    static EngineTls of(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(BETWEEN, -1);
        return new EngineTls(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return "EngineTls[hidden]";
    }
}
