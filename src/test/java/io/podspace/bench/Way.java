package io.podspace.bench;

import com.github.dockerjava.api.model.UpdateOrder;
import java.time.Duration;

/** One way to bring a new version to a site. */
interface Way {
    /** As an option names it. */
    String word();

    /** For people. */
    String name();

    Site site();

    /** So many of the wanted pods may be missing meanwhile; all of them: it interrupts the service by design. */
    int mayMiss(int pods);

    /** Whether no request may fail when it brings this version: a promise that takes many of them to be believed. */
    default boolean counts(Version version) {
        return false;
    }

    /** So many pods of the old version, in rotation. */
    void fresh(int pods, Version next) throws Exception;

    void roll(Version version) throws Exception;

    /** What the platform says of it. */
    Outcome outcome() throws Exception;

    /** Where a new version stands. */
    enum Outcome {
        UNDER_WAY,
        NEW_ONE_IS_THERE,
        /** It went back, or stopped on the way. */
        GIVEN_UP;

        /** A bad version may be there for a while before it shows. */
        boolean endsWith(Version version) {
            return this == GIVEN_UP || this == NEW_ONE_IS_THERE && version.good;
        }
    }

    /**
     * By a strategy of PodSpace.
     *
     * @param strategy as the field of a manifest; what the console chose before stays where that says RollingUpdate
     */
    record OfPodSpace(
            String word, String name, PodSpaceSite site, Application application, String strategy, int mostMissing)
            implements Way {
        @Override
        public int mayMiss(int pods) {
            return Math.min(pods, mostMissing);
        }

        @Override
        public boolean counts(Version version) {
            return version.good && mostMissing < Integer.MAX_VALUE;
        }

        @Override
        public void fresh(int pods, Version next) throws Exception {
            site.use(application.with(next.oldEnvironment()).by(strategy));
            site.fresh(pods);
            Await.until("nothing rolls any more", CALM, () -> outcome() != Outcome.UNDER_WAY);
        }

        @Override
        public void roll(Version version) throws Exception {
            site.apply(site.application().with(version.environment()));
        }

        @Override
        public Outcome outcome() throws Exception {
            return switch (site.ask("{.status.conditions[?(@.type==\"Progressing\")].reason}")) {
                case "NewReplicaSetAvailable" -> Outcome.NEW_ONE_IS_THERE;
                case "ProgressDeadlineExceeded" -> Outcome.GIVEN_UP;
                default -> Outcome.UNDER_WAY;
            };
        }
    }

    /** By Swarm, one task at a time, going back on failure. */
    record OfSwarm(String word, String name, SwarmSite site, UpdateOrder order) implements Way {
        @Override
        public int mayMiss(int pods) {
            return order == UpdateOrder.STOP_FIRST ? 1 : 0;
        }

        @Override
        public void fresh(int pods, Version next) throws Exception {
            site.use(order, next.oldEnvironment());
            site.fresh(pods);
        }

        @Override
        public void roll(Version version) {
            site.update(order, version.environment());
        }

        @Override
        public Outcome outcome() {
            return switch (site.updateState()) {
                case "completed" -> Outcome.NEW_ONE_IS_THERE;
                case "rollback_completed", "paused", "rollback_paused" -> Outcome.GIVEN_UP;
                default -> Outcome.UNDER_WAY;
            };
        }
    }

    /** Longest time until what was there before has ended. */
    Duration CALM = Duration.ofMinutes(2);

    /** The field's words for a rolling exchange. */
    static String rolling(int surge, int unavailable) {
        return "{type: RollingUpdate, rollingUpdate: {maxSurge: %d, maxUnavailable: %d}}".formatted(surge, unavailable);
    }
}
