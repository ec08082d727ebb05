package io.podspace.security;

import io.podspace.platform.PodSpaceException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What names, addresses and passwords of accounts must be like. */
final class AccountRules {
    static final int SHORTEST_PASSWORD = 10;
    /** Bounds what an anonymous request can make the hash function read. */
    static final int LONGEST_PASSWORD = 200;

    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;]+@[^\\s@<>\",;]+");
    private static final Set<String> RESERVED = Set.of("system", "anonymous", "podspace");

    private AccountRules() {}

    static void checkName(String name) {
        if (name == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw PodSpaceException.invalid(
                    "name",
                    "A name has 1 to 63 characters: lower-case letters, digits and hyphens; it begins and ends with a"
                            + " letter or a digit.");
        }
        if (RESERVED.contains(name)) {
            throw PodSpaceException.invalid("name", "The name '%s' is reserved. Choose another one.".formatted(name));
        }
    }

    /** @return the address as it is stored: without blanks around it, in lower case */
    static String checkEmail(String email) {
        String address = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        if (address.length() > LONGEST_EMAIL || !EMAIL.matcher(address).matches()) {
            throw PodSpaceException.invalid("email", "Enter an e-mail address, such as ann@example.org.");
        }
        return address;
    }

    static void checkPassword(String password, String name, String email) {
        checkPassword("password", password, name, email);
    }

    /** @param field where the text of a refusal belongs */
    static void checkPassword(String field, String password, String name, String email) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
            throw PodSpaceException.invalid(
                    field, "A password has at least %d characters. A few words do well.".formatted(SHORTEST_PASSWORD));
        }
        if (password.length() > LONGEST_PASSWORD) {
            throw PodSpaceException.invalid(field, "A password has at most %d characters.".formatted(LONGEST_PASSWORD));
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.equals(name) || lower.equals(email) || lower.replace(name, "").length() < SHORTEST_PASSWORD / 2) {
            throw PodSpaceException.invalid(field, "The password is your name or little more. Choose another one.");
        }
        if (password.codePoints().distinct().count() < SHORTEST_PASSWORD / 2) {
            throw PodSpaceException.invalid(
                    field, "The password is made of too few different characters. Choose another one.");
        }
    }
}
