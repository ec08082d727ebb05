package io.podspace.host;

/** Credentials for one registry; the text form hides the secret. */
public record RegistryLogin(String registry, String username, String secret) {
    @Override
    public String toString() {
        return "RegistryLogin[" + registry + ", " + username + "]";
    }
}
