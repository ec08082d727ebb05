package io.podspace.security;

import java.io.Serializable;

/**
 * What a session remembers of its account.
 *
 * @param account row id
 * @param epoch the account's session epoch at sign-in; the session is over when the account has a newer one
 */
record Ticket(long account, int epoch) implements Serializable {}
