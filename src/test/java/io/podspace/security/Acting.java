package io.podspace.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a test inside of the server act as somebody, as a signed-in request would. */
@ApplicationScoped
public class Acting {
    @Inject
    CurrentUser user;

    /** @param who empty: nobody is signed in */
    public <T> T as(Optional<Identity> who, Supplier<T> work) {
        Optional<Identity> before = user.become(who);
        try {
            return work.get();
        } finally {
            user.become(before);
        }
    }
}
