package io.podspace.deployment;

import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.PodTemplate.Pull;
import io.podspace.deployment.PodTemplate.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pod templates for tests: ordinary but for what the test is about. */
public final class Templates {
    private Templates() {}

    public static PodTemplate of(String image) {
        return of(image, List.of(), Resources.DEFAULT);
    }

    public static PodTemplate withPorts(Port... ports) {
        return of("web", List.of(ports), Resources.DEFAULT);
    }

    static PodTemplate withResources(Resources resources) {
        return of("web", List.of(), resources);
    }

    static PodTemplate with(PodTemplate template, Optional<String> workingDirectory, Optional<String> user) {
        return new PodTemplate(
                template.image(),
                template.pull(),
                template.command(),
                template.arguments(),
                template.environment(),
                template.ports(),
                template.resources(),
                workingDirectory,
                user,
                template.stopGraceSeconds());
    }

    private static PodTemplate of(String image, List<Port> ports, Resources resources) {
        return new PodTemplate(
                image,
                Pull.IF_NOT_PRESENT,
                List.of(),
                List.of(),
                Map.of(),
                ports,
                resources,
                Optional.empty(),
                Optional.empty(),
                10);
    }
}
