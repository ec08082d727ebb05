package io.podspace.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/**
 * Runs work in the name of who holds a token, with the token's limits, where there is no request: for streams that outlive
 * theirs. Whether the token is valid still is asked elsewhere, see {@link Bearers#valid}.
 */
@ApplicationScoped
public class BearerWork {
    @Inject
    Instance<RequestContextController> contexts;

    @Inject
    CurrentUser user;

    /** Runs the work and returns what it returned. */
    public <T> T call(Bearer bearer, Supplier<T> work) {
        RequestContextController context = contexts.get();
        boolean opened = context.activate();
        try {
            Runnable back = user.becomeBearer(bearer);
            try {
                return work.get();
            } finally {
                back.run();
            }
        } finally {
            if (opened) {
                context.deactivate();
            }
            contexts.destroy(context);
        }
    }
}
