package io.podspace.haproxy;

import io.podspace.health.Role;
import java.time.Duration;

/**
 * How long a pod may leave the port closed that it is served at, and which of its checks has failed then: proxies begin
 * them only when that port was open once.
 *
 * @param role STARTUP, or LIVENESS of a pod without a startup check
 */
record PortWait(Role role, Duration limit) {
    /**
     * What a server gets that nobody gave time for its start: half of the deadline that rollouts have unless somebody says
     * otherwise, so that they see a second attempt.
     */
    static final Duration LIVENESS = Duration.ofMinutes(5);

    /** @param given by the check itself: its delay, and its period as often as it may fail */
    static PortWait of(Role role, Duration given) {
        boolean more = role == Role.STARTUP || given.compareTo(LIVENESS) > 0;
        return new PortWait(role, more ? given : LIVENESS);
    }
}
