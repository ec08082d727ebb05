package io.podspace.image;

import io.podspace.host.RegistryLogin;
import io.podspace.platform.PodSpaceException;

/** What credentials may hold. */
final class CredentialRules {
    private static final int LONGEST_USERNAME = 255;
    private static final int LONGEST_SECRET = 8192;

    private CredentialRules() {}

    /** @throws PodSpaceException INVALID at {@code registry}, {@code username} or {@code secret} */
    static RegistryLogin check(NewCredential typed) {
        String registry = Registries.typed("registry", typed.registry());
        return new RegistryLogin(
                registry,
                text("username", "The user name", typed.username(), LONGEST_USERNAME),
                text("secret", "The password or token", typed.secret(), LONGEST_SECRET));
    }

    private static String text(String field, String what, String value, int longest) {
        if (value == null || value.isBlank()) {
            throw PodSpaceException.invalid(field, what + " is missing.");
        }
        if (value.length() > longest) {
            throw PodSpaceException.invalid(field, "%s is longer than %d characters.".formatted(what, longest));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw PodSpaceException.invalid(field, what + " has a line break or another control character in it.");
        }
        return value;
    }
}
