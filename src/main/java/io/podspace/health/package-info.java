/**
 * Checks of pods: what may be asked for, what came of them, and what follows from it. Pure rules; proxies run HTTP and TCP
 * checks, engines run commands. May use {@code platform}.
 */
package io.podspace.health;
