package io.podspace.client;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The box that runs, and what is deployed to it. */
final class Box {
    private Box() {}

    static KubernetesClient client() throws IOException {
        String file =
                Optional.ofNullable(System.getenv("PODSPACE_TEST_KUBECONFIG")).orElseThrow();
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(Path.of(file))))
                .build();
    }

    /** One pod of the demo, named "web". */
    static Deployment deployment() {
        String image =
                Optional.ofNullable(System.getenv("PODSPACE_TEST_DEMO_IMAGE")).orElse("podspace/demo:dev");
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withMinReadySeconds(1)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .addNewContainer()
                .withName("demo")
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .addNewPort()
                .withContainerPort(8080)
                .endPort()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
