package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.podspace.deployment.RevisionView;
import io.podspace.project.ProjectView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Revisions of deployments as replica sets, for {@code kubectl rollout}. Read-only. */
@ApplicationScoped
class ReplicaSetStore implements ObjectStore {
    private static final int SHOWN = 11;
    private static final Resource RESOURCE = new Resource(
            "apps", "v1", "replicasets", "ReplicaSet", true, List.of("rs"), List.of("get", "list", "watch"), List.of());

    @Inject
    Workloads workloads;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        List<ObjectNode> found = new ArrayList<>();
        for (Workload workload : workloads.of(project)) {
            workload.revisions().stream()
                    .limit(SHOWN)
                    .map(revision -> tree(project, workload, revision))
                    .forEach(found::add);
        }
        return found;
    }

    /** Reads its deployment alone, which its name begins with. */
    @Override
    public ObjectNode get(ProjectView project, String name) {
        String deployment = name.substring(0, Math.max(0, name.lastIndexOf('-')));
        Workload workload = unlessGone(name, () -> workloads.find(project, deployment));
        return workload.revisions().stream()
                .limit(SHOWN)
                .filter(revision -> workload.replicaSet(revision.number()).equals(name))
                .findFirst()
                .map(revision -> tree(project, workload, revision))
                .orElseThrow(() -> missing(name));
    }

    private ObjectNode tree(ProjectView project, Workload workload, RevisionView revision) {
        int number = revision.number();
        int replicas = count(workload, number, false);
        int ready = count(workload, number, true);
        return Trees.of(new ReplicaSetBuilder()
                .withMetadata(meta(project, workload, revision))
                .withNewSpec()
                .withReplicas(revision.current() ? workload.view().replicas() : replicas)
                .withNewSelector()
                .withMatchLabels(workload.shape().selector())
                .endSelector()
                .withTemplate(TemplateObjects.of(
                        revision.template(),
                        workload.shape(),
                        workload.podLabels(),
                        workloads.environment(project, workload, number)))
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(replicas)
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withFullyLabeledReplicas(replicas)
                .endStatus()
                .build());
    }

    private static ObjectMeta meta(ProjectView project, Workload workload, RevisionView revision) {
        int number = revision.number();
        ObjectMeta meta = Metadata.of(
                workload.replicaSetUid(number),
                workload.replicaSet(number),
                project.name(),
                workload.version(),
                revision.createdAt());
        meta.setLabels(workload.podLabels());
        meta.setGeneration(1L);
        meta.setAnnotations(Map.of(
                DeploymentObjects.REVISION,
                Integer.toString(number),
                "deployment.kubernetes.io/desired-replicas",
                Integer.toString(workload.view().replicas()),
                "kubernetes.io/change-cause",
                revision.cause()));
        meta.setOwnerReferences(List.of(new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(workload.view().name())
                .withUid(workload.view().uid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build()));
        return meta;
    }

    private static int count(Workload workload, int revision, boolean ready) {
        return Math.toIntExact(workload.pods().stream()
                .filter(pod -> pod.revision() == revision && pod.phase().active())
                .filter(pod -> !ready || PodStates.ready(pod))
                .count());
    }
}
