package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.docker.TrialEngine;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerSpec.Limits;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The switch of a project's way out, thrown under running pods of a real engine. */
@Tag("engine")
class EgressTest {
    private static final long PROJECT = 7;
    private static final int PORT = 8080;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String cluster = TrialEngine.cluster();
    private final String network = Names.network(cluster, PROJECT);
    private final HostRef host = TrialEngine.host();
    private final ContainerDriver driver = TrialEngine.driver(cluster);
    private final MemoryNetworks rows = new MemoryNetworks();
    private ProjectNetworks networks;
    private final ToldOfNetworks told = new ToldOfNetworks();

    @BeforeEach
    void prepare() {
        Settings settings =
                Settings.from(Map.of("PODSPACE_CLUSTER", cluster, "PODSPACE_NETWORK_POOL", "10.198.0.0/16"));
        networks =
                new ProjectNetworks(cluster, settings.network(), rows, driver, HostRoutes::of, Clock.systemUTC(), told);
        rows.project(PROJECT);
        pass();
    }

    @AfterEach
    void clean() {
        if (driver.observe(host) instanceof Observation.Seen seen) {
            seen.containers().forEach(container -> driver.remove(host, container.name()));
        }
        driver.removeNetwork(host, network);
    }

    @Test
    void podsGoOnAtTheirAddressesWhileTheWayOutClosesAndOpens() {
        ObservedContainer asking = pod("asking");
        ObservedContainer listening = pod("listening");
        for (boolean open : new boolean[] {false, true, false}) {
            int before = told.remade;
            rows.egress(PROJECT, open);
            pass();
            assertThat(told.remade).isEqualTo(before + 1);
            assertThat(seen("asking")).isEqualTo(asking);
            assertThat(seen("listening")).isEqualTo(listening);
            assertThat(reaches(asking, listening.addresses().get(network), PORT))
                    .isTrue();
            assertThat(isOpen()).isEqualTo(open);
        }
    }

    private void pass() {
        assertThat(networks.reconcile(1, PROJECT, List.of(host))).isEmpty();
        assertThat(rows.projects.get(PROJECT).message()).isEmpty();
    }

    private ObservedContainer pod(String name) {
        driver.create(
                host,
                new ContainerSpec(
                        "ps-" + cluster + "-" + name,
                        Map.of(Labels.CLUSTER, cluster, Labels.KIND, "pod", Labels.PROJECT, Long.toString(PROJECT)),
                        TrialEngine.demoImage(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new NetworkAttachment(network, Optional.empty(), List.of())),
                        new Limits(10, 0, 64L << 20, 50),
                        List.of(),
                        true,
                        false));
        driver.start(host, "ps-" + cluster + "-" + name);
        return seen(name);
    }

    private ObservedContainer seen(String name) {
        return driver.inspect(host, "ps-" + cluster + "-" + name).orElseThrow();
    }

    /** The demo application may take a moment to listen, and a network that was just joined to carry. */
    private boolean reaches(ObservedContainer from, String address, int port) {
        String command =
                "for i in 1 2 3 4; do timeout 2 nc %s %d </dev/null >/dev/null 2>&1 && exit 0; sleep 1; done; exit 1"
                        .formatted(address, port);
        return driver.exec(host, from.name(), List.of("sh", "-c", command), LIMIT)
                        .exitCode()
                == 0;
    }

    /** An engine refuses to change the way out of a network in use; asking for what it is changes nothing. */
    private boolean isOpen() {
        String subnet = rows.projects.get(PROJECT).subnet().orElseThrow();
        try {
            driver.ensureNetwork(
                    host,
                    new NetworkSpec(
                            network,
                            "bridge",
                            subnet,
                            Subnets.podRange(subnet),
                            true,
                            Map.of(
                                    Labels.CLUSTER,
                                    cluster,
                                    Labels.KIND,
                                    "network",
                                    Labels.PROJECT,
                                    Long.toString(PROJECT))));
            return true;
        } catch (PodSpaceException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
            return false;
        }
    }
}
