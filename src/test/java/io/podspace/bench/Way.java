package io.podspace.bench;

import com.github.dockerjava.api.model.UpdateOrder;

/** One way to bring a new version to a site. */
interface Way {
    String name();

    Site site();

    /** So many of the wanted pods may be missing meanwhile; all of them: it interrupts the service by design. */
    int mayMiss(int pods);

    /** So many pods of the old version, in rotation. */
    void fresh(int pods, Version next) throws Exception;

    void roll(Version version) throws Exception;

    /** Whether the platform calls it done: everything exchanged, or everything back. */
    boolean over(Version version) throws Exception;

    /**
     * By a strategy of PodSpace.
     *
     * @param strategy as the field of a manifest
     */
    record OfPodSpace(String name, PodSpaceSite site, Application application, String strategy, int mostMissing)
            implements Way {
        @Override
        public int mayMiss(int pods) {
            return Math.min(pods, mostMissing);
        }

        @Override
        public void fresh(int pods, Version next) throws Exception {
            site.use(application.with(next.oldEnvironment()).by(strategy));
            site.fresh(pods);
        }

        @Override
        public void roll(Version version) throws Exception {
            site.apply(site.application().with(version.environment()));
        }

        @Override
        public boolean over(Version version) throws Exception {
            String reason = site.ask("{.status.conditions[?(@.type==\"Progressing\")].reason}");
            return reason.equals(version.good ? "NewReplicaSetAvailable" : "ProgressDeadlineExceeded");
        }
    }

    /** By Swarm, one task at a time, going back on failure. */
    record OfSwarm(String name, SwarmSite site, UpdateOrder order) implements Way {
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
        public boolean over(Version version) {
            return site.updateState().equals(version.good ? "completed" : "rollback_completed");
        }
    }

    /** The field's words for a rolling exchange. */
    static String rolling(int surge, int unavailable) {
        return "{type: RollingUpdate, rollingUpdate: {maxSurge: %d, maxUnavailable: %d}}".formatted(surge, unavailable);
    }
}
