/**
 * Who somebody is and what they may do: accounts, sign-in, permissions, and secrets at rest. May use {@code platform}.
 */
package io.podspace.security;
