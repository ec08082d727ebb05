package io.podspace.security;

import java.util.Optional;

/** Where to go after signing in: only ever a page of this console, whatever the address said. */
public final class ReturnPath {
    private static final int LONGEST = 1000;

    private ReturnPath() {}

    /**
     * @param wanted the parameter {@code to} of the sign-in page; may be null
     * @return a path of this console with its query, fit for a redirect; empty when it is anything else
     */
    public static Optional<String> of(String wanted) {
        if (wanted == null
                || wanted.length() > LONGEST
                || !wanted.startsWith("/")
                || wanted.startsWith("//")
                || wanted.startsWith("/signin")
                || !wanted.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\' && c != '"' && c != '<')) {
            return Optional.empty();
        }
        return Optional.of(wanted);
    }
}
