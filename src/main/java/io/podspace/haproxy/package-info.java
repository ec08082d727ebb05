/**
 * HAProxy: its configuration as text and the changes from one table to the next (pure), its runtime API over mutual TLS,
 * and the driver {@link io.podspace.haproxy.HaproxyProxyDriver}. May use {@code service} and {@code host} (ports and
 * their records), {@code health} and {@code platform}.
 */
package io.podspace.haproxy;
