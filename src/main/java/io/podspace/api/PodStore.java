package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.pod.Pods;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectName;
import io.podspace.report.ObjectReports;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Pods. Their variables are not shown: the deployment has them. */
@ApplicationScoped
class PodStore implements ObjectStore {
    private static final Resource RESOURCE = new Resource(
            "",
            "v1",
            "pods",
            "Pod",
            true,
            List.of("po"),
            List.of("delete", "deletecollection", "get", "list", "watch"),
            List.of("attach", "exec", "log", "portforward", "status"));

    private static final String PHASE = "status.phase";
    private static final String NODE = "spec.nodeName";

    /** Each deployment is a handful of statements, all together are a handful too. */
    private static final int FEW = 10;

    @Inject
    Workloads workloads;

    @Inject
    PodReports reports;

    @Inject
    ObjectReports objects;

    @Inject
    Pods pods;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        return pods(project, workloads.of(project), name -> true);
    }

    @Override
    public Optional<List<ObjectName>> names(ProjectView project) {
        return Optional.of(objects.podNames(project.id()).stream()
                .map(pod -> new ObjectName(
                        pod.name(),
                        pod.uid(),
                        pod.labels(),
                        Map.of(
                                PHASE,
                                PodStates.phase(pod.status(), pod.started()),
                                NODE,
                                pod.host().orElse(""))))
                .toList());
    }

    @Override
    public Set<String> fieldsOfNames() {
        return Set.of(PHASE, NODE);
    }

    /** With a look at the deployments alone of which they are, unless these are many. */
    @Override
    public List<ObjectNode> list(ProjectView project, Set<String> names) {
        Set<String> of = names.stream().map(PodStore::deployment).collect(Collectors.toCollection(TreeSet::new));
        return pods(project, of.size() > FEW ? workloads.of(project) : workloads.named(project, of), names::contains);
    }

    /** Reads its deployment alone, which its name begins with. */
    @Override
    public ObjectNode get(ProjectView project, String name) {
        Workload workload = unlessGone(name, () -> workloads.find(project, deployment(name)));
        return pods(project, List.of(workload), name::equals).stream()
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    private static String deployment(String pod) {
        return pod.substring(0, Math.max(0, pod.lastIndexOf('-')));
    }

    private static List<ObjectNode> pods(ProjectView project, List<Workload> workloads, Predicate<String> named) {
        List<ObjectNode> found = new ArrayList<>();
        for (Workload workload : workloads) {
            Map<Integer, PodObjects> forms = new HashMap<>();
            workload.pods().stream()
                    .filter(pod -> named.test(pod.name()))
                    .map(pod -> forms.computeIfAbsent(
                                    pod.revision(), number -> new PodObjects(project.name(), workload, number))
                            .tree(pod))
                    .forEach(found::add);
        }
        return found;
    }

    @Override
    public void delete(ProjectView project, String name, OptionalInt graceSeconds) {
        pods.delete(newest(project, name).uid(), graceSeconds);
    }

    /** While an attempt leaves, the one that follows it has the same name. */
    private PodView newest(ProjectView project, String name) {
        return reports.ofProject(project.id()).stream()
                .filter(pod -> pod.name().equals(name))
                .max(Comparator.comparingInt(PodView::attempt))
                .orElseThrow(() -> missing(name));
    }
}
