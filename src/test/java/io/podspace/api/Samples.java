package io.podspace.api;

import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.RevisionView;
import io.podspace.deployment.Shape;
import io.podspace.deployment.Strategy;
import io.podspace.health.Checks;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.report.ObjectFacts;
import io.podspace.report.PodView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A deployment and its pods, for tests of what they look like. */
final class Samples {
    static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678Z");

    private Samples() {}

    /** Slot 0 of the first revision. */
    static PodView pod(PodStatus status, PodPhase phase, Optional<Instant> started, Optional<String> message) {
        return pod(0, 1, status, phase, started, message);
    }

    static PodView pod(
            int slot,
            int revision,
            PodStatus status,
            PodPhase phase,
            Optional<Instant> started,
            Optional<String> message) {
        return pod(slot, revision, status, phase, started, message, Optional.empty());
    }

    /** One that runs where another ended. */
    static PodView pod(PodView.Previous previous) {
        return pod(0, 1, PodStatus.READY, PodPhase.READY, Optional.of(MADE), Optional.empty(), Optional.of(previous));
    }

    private static PodView pod(
            int slot,
            int revision,
            PodStatus status,
            PodPhase phase,
            Optional<Instant> started,
            Optional<String> message,
            Optional<PodView.Previous> previous) {
        return new PodView(
                4,
                slot == 0 ? "uid" : "uid-" + slot,
                "web-" + slot,
                1,
                2,
                "web",
                Map.of("app", "web"),
                slot,
                1,
                revision,
                "demo:1",
                status,
                phase,
                status == PodStatus.READY,
                Optional.empty(),
                Optional.of("host-1"),
                Optional.of("10.0.0." + (9 + slot)),
                started.map(at -> "c0ffee"),
                Optional.empty(),
                message,
                Optional.empty(),
                false,
                Optional.empty(),
                3,
                0,
                Optional.empty(),
                MADE,
                started,
                started,
                Optional.empty(),
                phase.active() ? Optional.empty() : Optional.of(new PodView.Leaving(MADE, Optional.of(7))),
                previous,
                77);
    }

    /** Of one revision, without pods. */
    static Workload workload() {
        return workload(List.of(), 8080);
    }

    /** @param numbers of the port named http, one for each revision from the first on */
    static Workload workload(List<PodView> pods, int... numbers) {
        List<RevisionView> revisions = IntStream.rangeClosed(1, numbers.length)
                .mapToObj(number -> revision(number, template(numbers[number - 1]), number == numbers.length))
                .toList();
        return new Workload(
                view(revisions.getLast()),
                new Shape(Map.of(), Map.of(), Map.of("app", "web"), Map.of(), "web", Map.of()),
                new ObjectFacts(
                        2, "d", "web", Map.of("app", "web"), Map.of(), 1, 5, Optional.empty(), MADE, Optional.empty()),
                pods,
                revisions,
                false);
    }

    private static RevisionView revision(int number, PodTemplate template, boolean current) {
        return new RevisionView(
                number, "demo:1", Optional.empty(), template, List.of(), "created", "admin", MADE, current);
    }

    private static PodTemplate template(int port) {
        return new PodTemplate(
                        "demo:1",
                        PodTemplate.Pull.ALWAYS,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(new PodTemplate.Port("http", port)),
                        PodTemplate.Resources.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        10)
                .withChecks(Checks.simple(port, "/health"));
    }

    private static DeploymentView view(RevisionView current) {
        return new DeploymentView(
                2,
                "d",
                1,
                "shop",
                "web",
                Map.of(),
                1,
                current.number(),
                current.template(),
                List.of(),
                "READY",
                Optional.empty(),
                false,
                Strategy.DEFAULT,
                false,
                1,
                1,
                MADE);
    }
}
