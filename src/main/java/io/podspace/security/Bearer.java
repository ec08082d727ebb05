package io.podspace.security;

/**
 * Who acts by a token, and how far it reaches.
 *
 * @param hash of the token
 */
public record Bearer(Identity identity, Scope scope, String hash) {}
