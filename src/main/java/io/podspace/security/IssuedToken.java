package io.podspace.security;

/**
 * A token that was just made.
 *
 * @param token the only time that it is seen; never logged
 */
public record IssuedToken(TokenView view, String token) {
    @Override
    public String toString() {
        return "IssuedToken[" + view.start() + "...]";
    }
}
