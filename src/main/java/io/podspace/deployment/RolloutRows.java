package io.podspace.deployment;

import io.podspace.deployment.Hook.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds rows of rollouts and begins new ones; whoever asks has locked the deployment's row and checked permissions. */
@ApplicationScoped
class RolloutRows {
    private static final int MOST = 100;
    private static final String BROKEN = "FAILING";

    @PersistenceContext
    EntityManager rows;

    /** Newest first, at most 100. */
    List<Rollout> of(Deployment deployment) {
        return rows.createQuery(
                        "SELECT r FROM Rollout r WHERE r.deploymentId = :deployment ORDER BY r.id DESC", Rollout.class)
                .setParameter("deployment", deployment.id())
                .setMaxResults(MOST)
                .getResultList();
    }

    /** With their hooks, as {@link #of}. */
    List<RolloutView> views(Deployment deployment) {
        Map<Long, List<HookView>> hooks = rows
                .createQuery(
                        "SELECT h FROM RolloutHook h WHERE h.deploymentId = :deployment ORDER BY h.id DESC",
                        RolloutHook.class)
                .setParameter("deployment", deployment.id())
                .setMaxResults(MOST * Moment.values().length)
                .getResultList()
                .reversed()
                .stream()
                .collect(Collectors.groupingBy(
                        RolloutHook::rolloutId, Collectors.mapping(RolloutHook::view, Collectors.toList())));
        return of(deployment).stream()
                .map(rollout -> rollout.view(hooks.getOrDefault(rollout.id(), List.of())))
                .toList();
    }

    Optional<Rollout> newest(Deployment deployment) {
        return of(deployment).stream().findFirst();
    }

    /**
     * Begins the passage to a revision. One that is under way is superseded, and its way back is kept: what it had not
     * finished was never proven. A deployment of which no pod is ready has no good revision to go back to.
     *
     * @param before revision that was current so far
     */
    void begin(Deployment deployment, int before, String cause, String by, Instant now) {
        Optional<Integer> from = BROKEN.equals(deployment.state()) ? Optional.empty() : Optional.of(before);
        Optional<Rollout> open =
                newest(deployment).filter(rollout -> !rollout.state().over());
        if (open.isPresent()) {
            boolean proven =
                    open.get().state() == RolloutState.WATCHED || open.get().state() == RolloutState.ROLLING_BACK;
            from = proven ? Optional.of(before) : open.get().from();
            open.get().supersede(now);
        }
        from = from.filter(number -> number != deployment.revisionNumber());
        boolean staged = from.isPresent() && !deployment.strategy().sequence().isEmpty();
        Rollout rollout = new Rollout(
                deployment.id(), from, deployment.revisionNumber(), deployment.paused(), staged, cause, by, now);
        rows.persist(rollout);
        deployment
                .strategy()
                .hooks()
                .byMoment()
                .forEach((moment, hook) -> rows.persist(new RolloutHook(rollout, moment, hook)));
    }
}
