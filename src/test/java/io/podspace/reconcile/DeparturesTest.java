package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.host.ContainerState;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.ObservedContainer;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.service.RotationView;
import io.podspace.service.Routed;
import io.podspace.service.RoutedPod;
import io.podspace.service.SimulatedProxyDriver;
import io.podspace.service.Traffic;
import io.podspace.simulation.Await;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private static final long PROJECT = 5;
    private static final ProxySpec BALANCER = proxy("balancer");

    private final SimulatedProxyDriver driver = new SimulatedProxyDriver(Instant::now);
    private final ReconcileQueue queue = new ReconcileQueue(1);
    private final ProxyWatch watch = new ProxyWatch();
    private final Departures departures = new Departures();
    private final Queue<Work> passes = new ConcurrentLinkedQueue<>();
    private OptionalLong epoch = OptionalLong.of(1);

    @BeforeEach
    void twoPodsServe() {
        watch.driver = driver;
        watch.view = new RotationView();
        watch.traffic = new Traffic();
        watch.queue = queue;
        departures.driver = driver;
        departures.watch = watch;
        departures.view = watch.view;
        departures.queue = queue;
        departures.lease = new Lease() {
            @Override
            public OptionalLong epoch() {
                return epoch;
            }
        };
        driver.apply(BALANCER, table());
        driver.observe(BALANCER);
        watch.watch(BALANCER, new Work.OfProject(PROJECT), List.of(pod(1), pod(2)));
        assertThat(driver.inRotation()).containsExactlyInAnyOrder(1L, 2L);
    }

    @AfterEach
    void stop() {
        watch.stop();
        queue.stop(Duration.ofSeconds(5));
    }

    @Test
    void aPodThatEndedLeavesRotationBeforeAnyPassAndPassesDecideAfterwards() throws Exception {
        departures.ended(container("pod", "1"));
        Await.until("pod 1 is out", () -> driver.inRotation().equals(Set.of(2L)));
        queue.start(work -> {
            passes.add(work);
            return Optional.empty();
        });
        Await.until(
                "its passes",
                () -> passes.contains(new Work.OfProject(PROJECT)) && passes.contains(new Work.OfRouters()));
    }

    @Test
    void aSilentProxyKeepsNobodyFromBeingTold() throws Exception {
        ProxySpec other = proxy("silent");
        watch.watch(other, new Work.OfProject(PROJECT), List.of(pod(1)));
        driver.silence("silent");
        departures.ended(container("pod", "1"));
        Await.until("pod 1 is out", () -> driver.inRotation().equals(Set.of(2L)));
    }

    @Test
    void aNodeWithoutTheLeaseAndOtherContainersTakeNobodyOut() {
        departures.ended(container("balancer", "1"));
        departures.ended(container("pod", "not ours"));
        departures.ended(container("pod", "3"));
        epoch = OptionalLong.empty();
        departures.ended(container("pod", "1"));
        assertThat(driver.inRotation()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aPodThatWasOutBeforeIsNoWork() throws Exception {
        ProxyTable drained = table(Wish.DRAIN);
        watch.view.planned(RotationView.project(PROJECT), Set.of(1L, 2L), Set.of("balancer"));
        watch.view.planned(RotationView.ROUTERS, Set.of(1L, 2L), Set.of());
        watch.view.telling(RotationView.project(PROJECT), "balancer", drained);
        watch.view.told(RotationView.project(PROJECT), "balancer", drained, driver.apply(BALANCER, drained));
        departures.ended(container("pod", "1"));
        Work marker = new Work.OfDeployment(9);
        queue.offer(marker);
        queue.start(work -> {
            passes.add(work);
            return Optional.empty();
        });
        Await.until("the marker's turn", () -> passes.contains(marker));
        assertThat(passes).containsExactly(marker);
    }

    private static ProxySpec proxy(String name) {
        HostRef host = new HostRef(1, "h1", URI.create("unix:///nowhere"), "127.0.0.1");
        return new ProxySpec(name, ProxySpec.Kind.BALANCER, host, List.of(), List.of(), Map.of());
    }

    private static ProxyTable table() {
        return table(Wish.SERVE);
    }

    private static ProxyTable table(Wish first) {
        List<Endpoint> endpoints =
                List.of(new Endpoint(1, "10.0.0.1", 80, 1, first), new Endpoint(2, "10.0.0.2", 80, 1, Wish.SERVE));
        return new ProxyTable(
                List.of(),
                List.of(),
                List.of(new Backend("s1-80", Protocol.HTTP, Algorithm.ROUND_ROBIN, false, endpoints)),
                List.of());
    }

    private static RoutedPod pod(long id) {
        return Routed.pod(id, 7, PROJECT, Map.of(), Optional.of("10.0.0." + id), Optional.of(Wish.SERVE));
    }

    private static ObservedContainer container(String kind, String pod) {
        return new ObservedContainer(
                "id",
                "name",
                Map.of(Labels.KIND, kind, Labels.POD, pod, Labels.PROJECT, Long.toString(PROJECT)),
                ContainerState.RUNNING,
                Map.of(),
                Map.of(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
