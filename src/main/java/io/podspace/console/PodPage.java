package io.podspace.console;

import io.podspace.activity.Activities;
import io.podspace.activity.ActivityView;
import io.podspace.deployment.Deployments;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.pod.Pods;
import io.podspace.report.CheckView;
import io.podspace.report.PodChecks;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.OptionalInt;

/** One pod: state, place, the attempts of its slot with their ends, and its events. */
@Named
@RequestScoped
public class PodPage {
    @Inject
    CurrentProject current;

    @Inject
    PodReports reports;

    @Inject
    Activities activities;

    @Inject
    PodChecks podChecks;

    @Inject
    Deployments deployments;

    @Inject
    Pods pods;

    private PodView pod;
    private List<CheckView> checks;
    private List<PodView> attempts;
    private List<ActivityView> events;

    public PodView getPod() {
        if (pod == null) {
            pod = reports.view(Pages.parameter("pod"));
            if (pod.projectId() != current.getId()) {
                throw new PodSpaceException(ErrorCode.NOT_FOUND, "There is no such pod in this project.");
            }
        }
        return pod;
    }

    public List<PodView> getAttempts() {
        if (attempts == null) {
            attempts = reports.attempts(getPod().uid());
        }
        return attempts;
    }

    /** What its checks said last; empty when only its ports are checked. */
    public List<CheckView> getChecks() {
        if (checks == null) {
            checks = podChecks.of(getPod().uid());
        }
        return checks;
    }

    /**
     * Of an attempt that is over, the one that people look for: the slot's newest that is not, else its newest. Null when this
     * is that one, or goes on, perhaps beside one of another revision.
     */
    public PodView getSuccessor() {
        if (getPod().phase() != PodPhase.ENDED) {
            return null;
        }
        return getAttempts().stream()
                .filter(attempt -> attempt.phase() != PodPhase.ENDED)
                .findFirst()
                .or(() -> getAttempts().stream().findFirst())
                .filter(other -> !other.uid().equals(getPod().uid()))
                .orElse(null);
    }

    /** The last lines of this attempt, else of the newest one that left some; null when there are none. */
    public String getLog() {
        return getPod().lastLog().orElseGet(() -> getAttempts().stream()
                .flatMap(attempt -> attempt.lastLog().stream())
                .findFirst()
                .orElse(null));
    }

    public List<ActivityView> getEvents() {
        if (events == null) {
            events = activities.ofPart(
                    current.getId(), deployments.view(getPod().deploymentId()).uid(), getPod().uid(), getPod().name());
        }
        return events;
    }

    /** Whether its start is still to come, after a pause; one that is over names the pause before its own. */
    public boolean isWaiting() {
        return getPod().notBefore().isPresent() && getPod().status() == PodStatus.WARNING;
    }

    /** Whether it can be deleted: it fills its slot still. */
    public boolean isDeletable() {
        return current.isEditable() && getPod().phase().active();
    }

    /** Another takes its slot. */
    public void delete() {
        pods.delete(getPod().uid(), OptionalInt.empty());
        Pages.go(
                current.at("/pods/" + getPod().uid()),
                getPod().name() + " leaves rotation, is stopped, and is replaced by a new pod.");
    }
}
