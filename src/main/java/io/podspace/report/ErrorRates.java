package io.podspace.report;

import io.podspace.deployment.RolloutView;
import io.podspace.deployment.Rollouts;
import io.podspace.reconcile.LiveTraffic;
import io.podspace.service.Course;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What old and new pods of the newest rollout answered lately, as far as the node that acts has looked. Members. */
@ApplicationScoped
public class ErrorRates {
    @Inject
    Rollouts rollouts;

    @Inject
    LiveTraffic traffic;

    /**
     * The old revision first; one that answered nothing lately is left out.
     *
     * @throws io.podspace.platform.PodSpaceException NOT_FOUND
     */
    public List<RevisionCourse> of(long deployment) {
        Optional<RolloutView> newest = rollouts.newest(deployment);
        List<Integer> revisions =
                newest.stream().flatMap(ErrorRates::revisions).distinct().toList();
        Map<Integer, Course> courses =
                newest.map(rollout -> traffic.of(deployment, rollout.id())).orElse(Map.of());
        return revisions.stream()
                .filter(courses::containsKey)
                .map(revision -> new RevisionCourse(revision, courses.get(revision)))
                .toList();
    }

    private static Stream<Integer> revisions(RolloutView rollout) {
        return Stream.concat(rollout.from().stream(), Stream.of(rollout.to()));
    }
}
