/**
 * Who somebody is and what they may do: accounts, signing in, the gate that every request passes, permissions, and secrets
 * at rest. Boundaries {@code SignIn}, {@code Accounts}, {@code Permissions}, {@code CurrentUser}, {@code SystemWork},
 * {@code Secrets}. May use {@code platform}; the only room that sees Shiro.
 */
package io.podspace.security;
