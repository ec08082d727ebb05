package io.podspace.image;

/**
 * Credentials as somebody typed them; the text form hides the secret.
 *
 * @param registry host or host:port; a URL is cut to that; {@code docker.io} for Docker Hub
 * @param username at most 255 characters
 * @param secret password or token, at most 8192 characters
 */
public record NewCredential(String registry, String username, String secret) {
    @Override
    public String toString() {
        return "NewCredential[" + registry + ", " + username + "]";
    }
}
