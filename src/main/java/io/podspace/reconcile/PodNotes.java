package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.host.HostView;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan has to tell of single pods: the steps of their beginning, and what is shown of them when that begins. Most of
 * it is quiet; of trouble that several share, the deployment's list has the first.
 */
final class PodNotes {
    private static final String PULLING = "Pulling";

    private final Draft draft;
    private final Map<Long, PodRow> before = new HashMap<>();
    private final Set<String> troubles = new HashSet<>();

    PodNotes(Draft draft) {
        this.draft = draft;
        draft.snapshot.pods().forEach(pod -> before.put(pod.id(), pod));
    }

    /** A new attempt. */
    void made(PodRow pod) {
        boolean follows = !pod.ending().equals(Ending.NONE) || pod.failures() > 0;
        Severity severity = follows && !Removal.caused(pod.ending()) ? Severity.WARNING : Severity.NORMAL;
        String why =
                follows ? ", since the one before it " + pod.ending().words().replaceFirst("\\.$", "") : "";
        quiet(pod, severity, "Created", "It was made%s%s.".formatted(place(pod), why));
        begins(pod, pod.display());
    }

    /**
     * An attempt that was there before.
     *
     * @param pod as it is by now, but for what is shown of it
     * @param display what is shown of it from now on
     */
    void shown(PodRow pod, Display display) {
        PodRow was = before.get(pod.id());
        if (was.host().isEmpty() && pod.host().isPresent()) {
            quiet(pod, Severity.NORMAL, "Scheduled", "It got its place%s.".formatted(place(pod)));
        }
        if (was.display().reason().equals(PULLING)
                && (display.reason().isEmpty() || pod.container().isPresent())) {
            quiet(pod, Severity.NORMAL, "Pulled", "Its image was fetched.");
        }
        if (was.times().started().isEmpty() && pod.times().started().isPresent()) {
            quiet(pod, Severity.NORMAL, "Started", "Its container was started.");
        }
        boolean news = !display.reason().equals(was.display().reason())
                || was.display().message().equals(Displays.NOT_YET)
                        && !display.message().equals(Displays.NOT_YET);
        if (news && pod.phase() != PodPhase.ENDED) {
            begins(pod, display);
        }
    }

    private void begins(PodRow pod, Display display) {
        if (display.reason().isEmpty() || display.message().equals(Displays.NOT_YET)) {
            return;
        }
        boolean trouble = display.status() == PodStatus.ERROR || display.status() == PodStatus.UNKNOWN;
        String reason = EventReasons.of(display.reason());
        if (trouble && troubles.add(display.message())) {
            String named = "%s: %s".formatted(Displays.name(draft.snapshot, pod), display.message());
            draft.notes.add(Note.of(pod, severity(display), reason, named));
        } else {
            quiet(pod, severity(display), reason, display.message());
        }
    }

    private static Severity severity(Display display) {
        return switch (display.status()) {
            case ERROR, UNKNOWN -> Severity.ERROR;
            case NOT_READY, WARNING, PENDING -> Severity.WARNING;
            case STARTING -> display.reason().equals(PULLING) ? Severity.NORMAL : Severity.WARNING;
            case READY, TERMINATING -> Severity.NORMAL;
        };
    }

    private void quiet(PodRow pod, Severity severity, String reason, String message) {
        draft.notes.add(Note.quiet(pod, severity, reason, message));
    }

    private String place(PodRow pod) {
        return pod.host()
                .flatMap(host -> Optional.ofNullable(draft.snapshot.hosts().get(host)))
                .map(HostView::name)
                .map(" on "::concat)
                .orElse("");
    }
}
