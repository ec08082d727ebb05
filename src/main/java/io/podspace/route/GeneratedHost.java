package io.podspace.route;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Host names that the platform makes: {@code <route>-<project>.<apps domain>}. The label is ambiguous (a-b of c, a of
 * b-c) and may be too long; then a short hash of both names makes it unique and fits it into the 63 characters.
 */
record GeneratedHost(String route, String project, String appsDomain) {
    private static final int LONGEST_LABEL = 63;
    private static final int HASH_DIGITS = 8;

    /** The name to try first. */
    String plain() {
        String label = route + "-" + project;
        return label.length() <= LONGEST_LABEL ? label + "." + appsDomain : hashed();
    }

    /** The name to take when the plain one belongs to somebody else. */
    String hashed() {
        String label = route + "-" + project;
        int room = LONGEST_LABEL - HASH_DIGITS - 1;
        String cut = label.length() <= room ? label : label.substring(0, room).replaceAll("-+$", "");
        return cut + "-" + hash() + "." + appsDomain;
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((route + "/" + project).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, HASH_DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
