package io.podspace.platform;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Where the outside world enters: the environment's settings and the wall clock. Both may be injected anywhere at an edge. */
@Dependent
class Environment {
    @Produces
    @Singleton
    Settings settings() {
        return Settings.from(System.getenv());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
