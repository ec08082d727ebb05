package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.report.PodView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pods of one revision as the objects of Kubernetes. A list may hold thousands, so they are built as trees, and what
 * pods have in common is one node in all of them, which nobody may change. Pure.
 */
final class PodObjects {
    private final String namespace;
    private final Workload workload;
    private final ObjectNode labels;
    private final ObjectNode owner;
    private final ObjectNode spec;
    private final Map<Optional<String>, ObjectNode> specs = new HashMap<>();

    PodObjects(String namespace, Workload workload, int revision) {
        this.namespace = namespace;
        this.workload = workload;
        labels = new SharedTree(Trees.of(workload.podLabels()));
        owner = new SharedTree(Trees.object("apps/v1", "ReplicaSet")
                .put("name", workload.replicaSet(revision))
                .put("uid", workload.replicaSetUid(revision))
                .put("controller", true));
        spec = Trees.of(TemplateObjects.spec(workload.revision(revision).template(), workload.shape(), Map.of()));
    }

    ObjectNode tree(PodView pod) {
        ObjectNode tree = Trees.object("v1", "Pod");
        metadata(tree.putObject("metadata"), pod);
        tree.set("spec", specs.computeIfAbsent(pod.host(), this::placed));
        PodStates.write(tree.putObject("status"), pod, workload.shape().container());
        return tree;
    }

    private ObjectNode placed(Optional<String> host) {
        ObjectNode placed = spec.objectNode().setAll(spec);
        host.ifPresent(name -> placed.put("nodeName", name));
        return new SharedTree(placed);
    }

    private void metadata(ObjectNode meta, PodView pod) {
        meta.put("name", pod.name())
                .put("namespace", namespace)
                .put("uid", pod.uid())
                .put("resourceVersion", Long.toString(Math.max(pod.version(), 1)))
                .put("creationTimestamp", Metadata.time(pod.createdAt()));
        meta.set("labels", labels);
        meta.putArray("ownerReferences").add(owner);
        pod.leaving().ifPresent(leaving -> {
            meta.put("deletionTimestamp", Metadata.time(leaving.since()));
            meta.set(
                    "deletionGracePeriodSeconds",
                    leaving.graceSeconds()
                            .<JsonNode>map(seconds -> LongNode.valueOf(seconds))
                            .orElseGet(() -> spec.path("terminationGracePeriodSeconds")));
        });
    }
}
