package io.podspace.reconcile;

import io.podspace.deployment.PodTemplate;
import io.podspace.health.Check;
import io.podspace.health.Method;
import io.podspace.host.ContainerSpec;
import io.podspace.host.HealthCommand;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.NetworkAttachment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one place where a pod becomes a container. Pure. */
final class ContainerSpecs {
    private ContainerSpecs() {}

    /**
     * @param image that of its template, or exactly what that means
     * @param environment the user's; what PodSpace sets about the pod itself wins
     * @param epoch of the lease, so that a container tells under whose rule it was made
     */
    static ContainerSpec of(
            String cluster, Wanted wanted, PodRow pod, String image, Map<String, String> environment, long epoch) {
        PodTemplate template = wanted.template(pod);
        return new ContainerSpec(
                Names.pod(cluster, pod.id()),
                labels(cluster, wanted, pod, epoch),
                image,
                template.command(),
                template.arguments(),
                environment(wanted, pod, environment),
                template.workingDirectory(),
                template.user(),
                List.of(new NetworkAttachment(Names.network(cluster, wanted.project()), Optional.empty(), List.of())),
                new ContainerSpec.Limits(
                        template.resources().cpuRequestMillis(),
                        template.resources().cpuLimitMillis(),
                        template.resources().memoryLimitBytes(),
                        template.resources().pids()),
                List.of(),
                true,
                false,
                template.checks().command().map(ContainerSpecs::health));
    }

    private static HealthCommand health(Check check) {
        List<String> words = check.method() instanceof Method.Command command ? command.words() : List.of();
        return new HealthCommand(
                words,
                Duration.ofSeconds(check.periodSeconds()),
                Duration.ofSeconds(check.timeoutSeconds()),
                Duration.ofSeconds(check.delaySeconds()),
                check.failures());
    }

    private static Map<String, String> labels(String cluster, Wanted wanted, PodRow pod, long epoch) {
        return Map.of(
                Labels.CLUSTER, cluster,
                Labels.KIND, "pod",
                Labels.PROJECT, Long.toString(wanted.project()),
                Labels.DEPLOYMENT, Long.toString(wanted.deployment()),
                Labels.POD, Long.toString(pod.id()),
                Labels.REVISION, Integer.toString(wanted.made(pod).number()),
                Labels.EPOCH, Long.toString(epoch));
    }

    private static Map<String, String> environment(Wanted wanted, PodRow pod, Map<String, String> users) {
        Map<String, String> all = new LinkedHashMap<>(users);
        all.put("PODSPACE_POD", wanted.name() + "-" + pod.slot());
        all.put("PODSPACE_PROJECT", wanted.projectName());
        all.put("PODSPACE_DEPLOYMENT", wanted.name());
        return all;
    }
}
