package io.podspace.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How tokens look: {@code pst_} and 40 characters of 36, more than 200 bits. Such a token cannot be guessed, so one pass
 * of SHA-256 keeps it as safe as a slow hash would, and it can be looked up by its hash.
 */
final class TokenText {
    private static final String PREFIX = "pst_";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 40;
    private static final int SHOWN = 8;
    private static final Pattern TOKEN = Pattern.compile(PREFIX + "[a-z0-9]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    static String fresh() {
        StringBuilder text = new StringBuilder(PREFIX);
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return text.toString();
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String start(String token) {
        return token.substring(0, SHOWN);
    }

    /** @param header {@code Authorization}, null when missing; of RFC 6750 */
    static Optional<String> ofHeader(String header) {
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
