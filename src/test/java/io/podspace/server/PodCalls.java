package io.podspace.server;

import io.podspace.health.Check;
import io.podspace.health.Method;
import io.podspace.platform.ErrorCode;
import io.podspace.pod.PodForwards;
import io.podspace.pod.PodTerminals;
import io.podspace.pod.Pods;
import io.podspace.reconcile.CheckTrials;
import io.podspace.report.PodChecks;
import io.podspace.report.PodLogs;
import io.podspace.report.PodReports;
import io.podspace.server.BoundaryCalls.Call;
import io.podspace.server.BoundaryCalls.Least;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalInt;

/** Those of {@link BoundaryCalls} that are about pods: what is told of them, and what is opened in them. */
@ApplicationScoped
public class PodCalls {
    private static final Check CHECK = Check.of(new Method.Tcp(80));

    @Inject
    PodReports pods;

    @Inject
    PodChecks podChecks;

    @Inject
    Pods livePods;

    @Inject
    PodTerminals terminals;

    @Inject
    PodForwards forwards;

    @Inject
    PodLogs podLogs;

    @Inject
    CheckTrials trials;

    void calls(List<Call> calls, CalledObjects of) {
        BoundaryCalls.add(calls, "PodReports.ofDeployment", Least.VIEWER, () -> pods.ofDeployment(of.deployment()));
        BoundaryCalls.add(calls, "PodReports.ofProject", Least.VIEWER, () -> pods.ofProject(of.project()));
        BoundaryCalls.add(calls, "PodReports.view", Least.VIEWER, () -> pods.view(of.pod()));
        BoundaryCalls.add(calls, "PodReports.attempts", Least.VIEWER, () -> pods.attempts(of.pod()));
        BoundaryCalls.add(calls, "PodLogs.open", Least.VIEWER, ErrorCode.CONFLICT, () -> podLogs.open(of.pod()));
        BoundaryCalls.add(calls, "Pods.delete", Least.EDITOR, () -> livePods.delete(of.pod(), OptionalInt.of(1)));
        BoundaryCalls.add(calls, "PodTerminals.open", Least.EDITOR, ErrorCode.CONFLICT, () -> terminals.open(of.pod()));
        BoundaryCalls.add(calls, "PodForwards.open", Least.EDITOR, ErrorCode.CONFLICT, () -> forwards.open(of.pod()));
        BoundaryCalls.add(calls, "PodChecks.of", Least.VIEWER, () -> podChecks.of(of.pod()));
        BoundaryCalls.add(
                calls, "CheckTrials.run", Least.EDITOR, ErrorCode.CONFLICT, () -> trials.run(of.pod(), CHECK));
    }
}
