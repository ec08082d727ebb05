package io.podspace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** fabric8's client at the API of a box that runs: what programs in Java do there. */
@Tag("client")
class ClientLibraryTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int MAPS = 60;
    private static final int PAGE = 25;

    private final String project = "client-" + UUID.randomUUID().toString().substring(0, 8);
    private KubernetesClient client;

    @BeforeEach
    void makeProject() throws Exception {
        client = Box.client();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(project)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void removeProject() {
        client.namespaces().withName(project).delete();
        client.close();
    }

    @Test
    void deploymentsAreMadeEditedScaledAndWatchedAcrossARollout() throws Exception {
        CompletableFuture<Deployment> rolledOut = new CompletableFuture<>();
        client.apps()
                .deployments()
                .inNamespace(project)
                .resource(Box.deployment())
                .create();
        try (Watch watch = client.apps().deployments().inNamespace(project).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Deployment seen) {
                Integer updated = seen.getStatus().getUpdatedReplicas();
                Integer ready = seen.getStatus().getReadyReplicas();
                if ("2".equals(seen.getMetadata().getAnnotations().get("deployment.kubernetes.io/revision"))
                        && Integer.valueOf(1).equals(updated)
                        && Integer.valueOf(1).equals(ready)) {
                    rolledOut.complete(seen);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                rolledOut.completeExceptionally(cause);
            }
        })) {
            web().waitUntilReady(PATIENCE_SECONDS, TimeUnit.SECONDS);
            web().edit(deployment -> new DeploymentBuilder(deployment)
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .editFirstContainer()
                    .addNewEnv()
                    .withName("ADDED")
                    .withValue("1")
                    .endEnv()
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build());
            rolledOut.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        web().scale(0);
        assertThat(web().get().getSpec().getReplicas()).isZero();
    }

    @Test
    void ofTwoChangesOfOneStateOneIsAConflict() {
        ConfigMap old = map("one");
        client.resource(old).inNamespace(project).create();
        ConfigMap seen =
                client.configMaps().inNamespace(project).withName("one").get();
        client.configMaps().inNamespace(project).withName("one").edit(one -> new ConfigMapBuilder(one)
                .addToData("a", "2")
                .build());
        ConfigMap stale = new ConfigMapBuilder(seen).addToData("a", "3").build();
        KubernetesClientException fault =
                catchThrowableOfType(KubernetesClientException.class, () -> client.resource(stale)
                        .lockResourceVersion(seen.getMetadata().getResourceVersion())
                        .update());
        assertThat(fault.getCode()).isEqualTo(409);
        assertThat(client.configMaps()
                        .inNamespace(project)
                        .withName("one")
                        .get()
                        .getData())
                .isEqualTo(Map.of("a", "2"));
    }

    @Test
    void anInformerSeesWhatIsThereAndWhatComes() throws Exception {
        client.resource(map("there")).inNamespace(project).create();
        CompletableFuture<ConfigMap> came = new CompletableFuture<>();
        try (SharedIndexInformer<ConfigMap> informer = client.configMaps()
                .inNamespace(project)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(ConfigMap map) {
                        if (map.getMetadata().getName().equals("later")) {
                            came.complete(map);
                        }
                    }

                    @Override
                    public void onUpdate(ConfigMap old, ConfigMap map) {}

                    @Override
                    public void onDelete(ConfigMap map, boolean unknown) {}
                })) {
            assertThat(informer.getStore().list())
                    .extracting(map -> map.getMetadata().getName())
                    .contains("there");
            client.resource(map("later")).inNamespace(project).create();
            came.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void longListsComeInPages() {
        for (int i = 0; i < MAPS; i++) {
            client.resource(map("m%03d".formatted(i))).inNamespace(project).create();
        }
        List<String> names = new ArrayList<>();
        int pages = 0;
        String next = null;
        do {
            ConfigMapList page = client.configMaps()
                    .inNamespace(project)
                    .list(new ListOptionsBuilder()
                            .withLimit((long) PAGE)
                            .withContinue(next)
                            .build());
            page.getItems().forEach(map -> names.add(map.getMetadata().getName()));
            next = page.getMetadata().getContinue();
            pages++;
        } while (next != null && !next.isEmpty() && pages < MAPS);
        assertThat(names).hasSize(MAPS).doesNotHaveDuplicates().isSorted();
        assertThat(pages).isEqualTo((MAPS + PAGE - 1) / PAGE);
    }

    @Test
    void serverSideApplyMakesAndChanges() {
        client.resource(map("applied")).inNamespace(project).serverSideApply();
        ConfigMap changed = client.resource(
                        new ConfigMapBuilder(map("applied")).addToData("b", "2").build())
                .inNamespace(project)
                .serverSideApply();
        assertThat(changed.getData()).isEqualTo(Map.of("a", "1", "b", "2"));
        ConfigMap less = client.resource(map("applied")).inNamespace(project).serverSideApply();
        assertThat(less.getData()).isEqualTo(Map.of("a", "1"));
        assertThat(less.getMetadata().getManagedFields())
                .extracting("operation")
                .containsExactly("Apply");
    }

    private RollableScalableResource<Deployment> web() {
        return client.apps().deployments().inNamespace(project).withName("web");
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData("a", "1")
                .build();
    }
}
