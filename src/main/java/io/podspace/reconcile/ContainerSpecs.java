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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The one place where a pod or a hook becomes a container. Pure. */
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
        Map<String, String> labels = Map.of(
                Labels.KIND, "pod",
                Labels.POD, Long.toString(pod.id()),
                Labels.REVISION, Integer.toString(wanted.made(pod).number()));
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("PODSPACE_POD", wanted.name() + "-" + pod.slot());
        return new Made(cluster, wanted, template, epoch)
                .spec(
                        Names.pod(cluster, pod.id()),
                        labels,
                        image,
                        template.command(),
                        template.arguments(),
                        variables,
                        template.checks().command().map(ContainerSpecs::health));
    }

    /** As {@link #of(String, Wanted, PodRow, String, Map, long)}, of the wanted revision: only what it runs is the hook's. */
    static ContainerSpec of(
            String cluster, Wanted wanted, HookRow hook, String image, Map<String, String> environment, long epoch) {
        Map<String, String> labels = Map.of(
                Labels.KIND, "hook",
                Labels.HOOK, Long.toString(hook.id()),
                Labels.REVISION, Integer.toString(hook.revision()));
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("PODSPACE_HOOK", hook.moment().name().toLowerCase(Locale.ROOT));
        return new Made(cluster, wanted, wanted.template(), epoch)
                .spec(
                        Names.hook(cluster, hook.id()),
                        labels,
                        image,
                        hook.hook().command(),
                        List.of(),
                        variables,
                        Optional.empty());
    }

    /** What pods and hooks of a revision share. */
    private record Made(String cluster, Wanted wanted, PodTemplate template, long epoch) {
        ContainerSpec spec(
                String name,
                Map<String, String> labels,
                String image,
                List<String> command,
                List<String> arguments,
                Map<String, String> environment,
                Optional<HealthCommand> health) {
            return new ContainerSpec(
                    name,
                    labels(labels),
                    image,
                    command,
                    arguments,
                    environment(environment),
                    template.workingDirectory(),
                    template.user(),
                    List.of(new NetworkAttachment(
                            Names.network(cluster, wanted.project()), Optional.empty(), List.of())),
                    new ContainerSpec.Limits(
                            template.resources().cpuRequestMillis(),
                            template.resources().cpuLimitMillis(),
                            template.resources().memoryLimitBytes(),
                            template.resources().pids()),
                    List.of(),
                    true,
                    false,
                    health,
                    Optional.empty());
        }

        private Map<String, String> labels(Map<String, String> own) {
            Map<String, String> all = new LinkedHashMap<>(own);
            all.put(Labels.CLUSTER, cluster);
            all.put(Labels.PROJECT, Long.toString(wanted.project()));
            all.put(Labels.DEPLOYMENT, Long.toString(wanted.deployment()));
            all.put(Labels.EPOCH, Long.toString(epoch));
            return all;
        }

        private Map<String, String> environment(Map<String, String> given) {
            Map<String, String> all = new LinkedHashMap<>(given);
            all.put("PODSPACE_PROJECT", wanted.projectName());
            all.put("PODSPACE_DEPLOYMENT", wanted.name());
            return all;
        }
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
}
