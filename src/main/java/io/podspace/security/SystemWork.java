package io.podspace.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs work in the name of the platform itself: reconcilers, ticks, start-up. Everything is allowed to it, and the
 * activity record shows {@code system}. Never wrap what a user asked for.
 */
@ApplicationScoped
public class SystemWork {
    @Inject
    Instance<RequestContextController> contexts;

    @Inject
    CurrentUser user;

    /** Runs the work and returns what it returned. */
    public <T> T call(Supplier<T> work) {
        RequestContextController context = contexts.get();
        boolean opened = context.activate();
        try {
            Optional<Identity> before = user.become(Optional.of(Identity.SYSTEM));
            try {
                return work.get();
            } finally {
                user.become(before);
            }
        } finally {
            if (opened) {
                context.deactivate();
            }
            contexts.destroy(context);
        }
    }

    /** As {@link #call} for work without a result. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }
}
