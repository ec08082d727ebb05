package io.podspace.api;

import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.RevisionView;
import io.podspace.deployment.Shape;
import io.podspace.report.ObjectFacts;
import io.podspace.report.PodView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A deployment with all that its objects are made of.
 *
 * @param pods that have not ended, by slot
 * @param rolledBack its last rollout failed and went back
 */
record Workload(
        DeploymentView view,
        Shape shape,
        ObjectFacts facts,
        List<PodView> pods,
        List<RevisionView> revisions,
        boolean rolledBack) {

    /** Of the newest change of the deployment or of one of its pods. */
    long version() {
        return Math.max(
                facts.version(), pods.stream().mapToLong(PodView::version).max().orElse(0));
    }

    Map<String, String> podLabels() {
        return facts.labels();
    }

    String replicaSet(int revision) {
        return view.name() + "-" + revision;
    }

    /** The same each time that it is asked for. */
    String replicaSetUid(int revision) {
        return UUID.nameUUIDFromBytes((view.uid() + "/" + revision).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    RevisionView revision(int number) {
        return revisions.stream()
                .filter(revision -> revision.number() == number)
                .findFirst()
                .orElse(revisions.getFirst());
    }
}
