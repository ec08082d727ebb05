package io.podspace.api;

import io.podspace.security.Bearer;
import io.podspace.security.Bearers;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import io.podspace.security.SystemWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Whether those who opened streams may have them still. Every second is often enough to ask: then a stream ends within 5
 * seconds after its token or its owner's role, since what is known of either is 3 seconds old at most.
 */
@ApplicationScoped
class StreamRights {
    private static final Duration ROLE_KEPT = Duration.ofSeconds(3);

    @Inject
    Bearers bearers;

    @Inject
    Permissions permissions;

    @Inject
    SystemWork system;

    @Inject
    Clock clock;

    /** For a stream that only needs a token. */
    BooleanSupplier of(Bearer bearer) {
        return () -> system.call(() -> bearers.valid(bearer));
    }

    /** For a stream about one project. Asked by one thread, which has just been found to have the permission. */
    BooleanSupplier of(Bearer bearer, long project, Permission permission) {
        BooleanSupplier token = of(bearer);
        Instant[] asked = {clock.instant()};
        return () -> {
            if (!token.getAsBoolean()) {
                return false;
            }
            Instant now = clock.instant();
            if (now.isBefore(asked[0].plus(ROLE_KEPT))) {
                return true;
            }
            asked[0] = now;
            return system.call(() -> permissions.allowed(bearer.identity().id(), project, permission));
        };
    }
}
