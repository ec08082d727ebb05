package io.podspace.api;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pod templates as the objects of Kubernetes. Pure. */
final class TemplateObjects {
    private TemplateObjects() {}

    /** @param environment with values for those who may read them, else with empty ones */
    static PodTemplateSpec of(
            PodTemplate template, Shape shape, Map<String, String> podLabels, Map<String, String> environment) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(podLabels)
                .withAnnotations(shape.podAnnotations())
                .endMetadata()
                .withSpec(spec(template, shape, environment))
                .build();
    }

    static PodSpec spec(PodTemplate template, Shape shape, Map<String, String> environment) {
        return new PodSpecBuilder()
                .withContainers(container(template, shape, environment))
                .withRestartPolicy("Always")
                .withDnsPolicy("ClusterFirst")
                .withSchedulerName("default-scheduler")
                .withTerminationGracePeriodSeconds((long) template.stopGraceSeconds())
                .withSecurityContext(
                        template.user().map(TemplateObjects::security).orElse(null))
                .build();
    }

    private static io.fabric8.kubernetes.api.model.PodSecurityContext security(String user) {
        PodSecurityContextBuilder security = new PodSecurityContextBuilder();
        String[] parts = user.split(":");
        if (parts[0].matches("[0-9]{1,10}")) {
            security.withRunAsUser(Long.valueOf(parts[0]));
        }
        if (parts.length > 1 && parts[1].matches("[0-9]{1,10}")) {
            security.withRunAsGroup(Long.valueOf(parts[1]));
        }
        return security.build();
    }

    private static Container container(PodTemplate template, Shape shape, Map<String, String> environment) {
        return new ContainerBuilder()
                .withName(shape.container())
                .withImage(template.image())
                .withImagePullPolicy(template.pull() == PodTemplate.Pull.ALWAYS ? "Always" : "IfNotPresent")
                .withCommand(template.command())
                .withArgs(template.arguments())
                .withWorkingDir(template.workingDirectory().orElse(null))
                .withEnv(VariableSources.all(
                        environment.entrySet().stream()
                                .map(TemplateObjects::variable)
                                .toList(),
                        template.sources()))
                .withEnvFrom(VariableSources.whole(template.sources()))
                .withPorts(template.ports().stream()
                        .map(port -> new ContainerPortBuilder()
                                .withName(port.name())
                                .withContainerPort(port.number())
                                .withProtocol("TCP")
                                .build())
                        .toList())
                .withResources(resources(template.resources()))
                .withStartupProbe(Probes.of(template.checks().startup(), port("startupProbe", template, shape)))
                .withLivenessProbe(Probes.of(template.checks().liveness(), port("livenessProbe", template, shape)))
                .withReadinessProbe(Probes.of(template.checks().readiness(), port("readinessProbe", template, shape)))
                .withLifecycle(lifecycle(template.preStop()))
                .withTerminationMessagePath("/dev/termination-log")
                .withTerminationMessagePolicy("File")
                .build();
    }

    /** The port that the probe means by a name, as long as there is one of that name. */
    private static Optional<PodTemplate.Port> port(String probe, PodTemplate template, Shape shape) {
        String name = shape.probePorts().getOrDefault(probe, "");
        return template.ports().stream()
                .filter(port -> port.name().equals(name))
                .findFirst();
    }

    private static Lifecycle lifecycle(List<String> preStop) {
        return preStop.isEmpty()
                ? null
                : new LifecycleBuilder()
                        .withNewPreStop()
                        .withNewExec()
                        .withCommand(preStop)
                        .endExec()
                        .endPreStop()
                        .build();
    }

    private static EnvVar variable(Map.Entry<String, String> variable) {
        return new EnvVarBuilder()
                .withName(variable.getKey())
                .withValue(variable.getValue())
                .build();
    }

    private static ResourceRequirements resources(PodTemplate.Resources resources) {
        ResourceRequirementsBuilder builder = new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(Quantities.cpu(resources.cpuRequestMillis())))
                .addToRequests("memory", new Quantity(Quantities.memory(resources.memoryRequestBytes())))
                .addToLimits("memory", new Quantity(Quantities.memory(resources.memoryLimitBytes())));
        if (resources.cpuLimitMillis() > 0) {
            builder.addToLimits("cpu", new Quantity(Quantities.cpu(resources.cpuLimitMillis())));
        }
        return builder.build();
    }

    /** Names of variables without what is in them. */
    static Map<String, String> hidden(List<String> names) {
        Map<String, String> hidden = new LinkedHashMap<>();
        names.forEach(name -> hidden.put(name, ""));
        return hidden;
    }
}
