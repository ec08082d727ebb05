package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.host.ContainerSpec;
import io.podspace.host.HostRef;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.simulation.Effect;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedContainerDriver;
import io.podspace.simulation.SimulatedCrash;
import io.podspace.simulation.SimulatedImage;
import io.podspace.simulation.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The networks of projects on simulated engines. */
class ProjectNetworksTest {
    private static final String CLUSTER = "test";
    /** Of both hosts: one, then two, then two by which the project goes, then two by which its networks are left over. */
    private static final int REFUSALS = 1 + 2 + 2 + 2;

    private static final String NETWORK = Names.network(CLUSTER, 7);

    private final TestClock clock = TestClock.start();
    private final SimulatedContainerDriver engine = new SimulatedContainerDriver(clock, CLUSTER);
    private final MemoryNetworks rows = new MemoryNetworks();
    private final HostRef one = new HostRef(1, "one", URI.create("unix:///1"), "127.0.0.1");
    private final HostRef two = new HostRef(2, "two", URI.create("unix:///2"), "127.0.0.1");
    private final ToldOfNetworks told = new ToldOfNetworks();
    private ProjectNetworks networks = networks();

    @BeforeEach
    void project() {
        rows.project(7);
        engine.load(1, "app:1", SimulatedImage.server("app"));
    }

    @Test
    void aNewProjectGetsItsNetworkOnEveryHostAndASecondPassDoesNothing() {
        assertThat(pass()).isEmpty();
        assertThat(rows.projects.get(7L).subnet()).contains("10.1.4.0/22");
        assertThat(engine.networks(one)).containsExactly(NETWORK);
        assertThat(engine.networks(two)).containsExactly(NETWORK);
        assertThat(told.made).as("a router may have waited for each").isEqualTo(2);
        List<Effect> before = engine.effects();
        pass();
        assertThat(engine.effects()).isEqualTo(before);
        assertThat(told.made).isEqualTo(2);
    }

    @Test
    void aRemovedNetworkComesBackWithinAMinute() {
        pass();
        engine.removeNetwork(one, NETWORK);
        clock.advance(Duration.ofSeconds(61));
        pass();
        assertThat(engine.networks(one)).containsExactly(NETWORK);
    }

    @Test
    void anotherNetworkAtTheAddressesMeansTheNextSubnet() {
        foreign(two, "10.1.4.0/22");
        assertThat(pass()).isEmpty();
        assertThat(rows.projects.get(7L).subnet()).contains("10.1.8.0/22");
        assertThat(engine.networks(one)).containsExactly(NETWORK);
        assertThat(engine.networks(two)).contains(NETWORK);
    }

    @Test
    void aSubnetInUseStaysWhenAHostJoinsThatHasIt() {
        networks.reconcile(1, 7, List.of(one));
        pod("a");
        foreign(two, "10.1.4.0/22");
        assertThat(pass()).isPresent();
        assertThat(rows.projects.get(7L).subnet()).contains("10.1.4.0/22");
        assertThat(rows.projects.get(7L).message())
                .hasValueSatisfying(text -> assertThat(text).contains("another network"));
    }

    @Test
    void aSubnetTakenByAnotherNodeIsNotUsed() {
        rows.elsewhere.add("10.1.4.0/22");
        assertThat(pass()).isPresent();
        assertThat(engine.networks(one)).isEmpty();
    }

    @Test
    void aSilentHostIsSaidAndTheOthersAreServed() {
        engine.cutOff(1);
        assertThat(pass()).isPresent();
        assertThat(engine.networks(two)).containsExactly(NETWORK);
        assertThat(rows.projects.get(7L).message()).isPresent();
        engine.reconnect(1);
        assertThat(pass()).isEmpty();
        assertThat(rows.projects.get(7L).message()).isEmpty();
    }

    @Test
    void theWayOutIsClosedAroundRunningPodsWhichKeepTheirAddresses() {
        pass();
        String before = pod("a");
        rows.egress(7, false);
        assertThat(pass()).isEmpty();
        assertThat(address("a")).contains(before);
        assertThat(told.remade).as("proxies are told on the host that had pods").isPositive();
        int once = told.remade;
        assertThat(pass()).isEmpty();
        assertThat(told.remade).isEqualTo(once);
    }

    @Test
    void anotherDriverIsRefusedAroundRunningPodsAndTakenOverWithoutThem() {
        pass();
        String before = pod("a");
        networks = networks("overlay");
        assertThat(pass()).isPresent();
        assertThat(address("a")).contains(before);
        assertThat(rows.projects.get(7L).message()).isPresent();
        engine.remove(one, "a");
        assertThat(pass()).isEmpty();
        assertThat(rows.projects.get(7L).message()).isEmpty();
        assertThat(engine.networks(one)).containsExactly(NETWORK);
    }

    @Test
    void aCrashAnywhereWhileTheWayOutIsClosedIsHealed() {
        for (int nth = 1; nth < 20; nth++) {
            for (boolean after : new boolean[] {false, true}) {
                ProjectNetworksTest world = new ProjectNetworksTest();
                world.project();
                if (!world.crashWhileClosing(nth, after)) {
                    return;
                }
            }
        }
    }

    /** @return false when the pass came to its end before the nth effect */
    private boolean crashWhileClosing(int nth, boolean after) {
        pass();
        pod("a");
        pod("b");
        rows.egress(7, false);
        if (after) {
            engine.crashAfter(nth);
        } else {
            engine.crashBefore(nth);
        }
        boolean crashed = false;
        try {
            pass();
        } catch (SimulatedCrash e) {
            crashed = true;
        }
        engine.revive();
        networks = networks();
        assertThat(pass()).isEmpty();
        assertThat(address("a")).as("after a crash at effect " + nth).isPresent();
        assertThat(address("b")).isPresent();
        return crashed;
    }

    @Test
    void aDeletedProjectGoesWhenItIsEmptyNetworkFirst() {
        pass();
        rows.delete(7, false);
        assertThat(pass()).isPresent();
        assertThat(engine.networks(one)).containsExactly(NETWORK);
        rows.delete(7, true);
        assertThat(pass()).isEmpty();
        assertThat(engine.networks(one)).isEmpty();
        assertThat(engine.networks(two)).isEmpty();
        assertThat(rows.projects).isEmpty();
        assertThat(pass()).isEmpty();
    }

    @Test
    void aSilentHostKeepsADeletedProjectUntilItAnswers() {
        pass();
        rows.delete(7, true);
        engine.cutOff(2);
        assertThat(pass()).isPresent();
        assertThat(rows.projects).isNotEmpty();
        engine.reconnect(2);
        pass();
        assertThat(rows.projects).isEmpty();
    }

    /** As seen of a real engine after forty containers had come and gone a few times: nobody inside, and "active endpoints". */
    @Test
    void anEngineThatMiscountsHoldsUpNoProjectAndTheNetworkGoesWhenItCan() {
        pass();
        rows.delete(7, true);
        engine.refuse(
                Operation.REMOVE_NETWORK,
                new PodSpaceException(ErrorCode.CONFLICT, "It still has containers."),
                REFUSALS);
        for (int i = 0; i < 3; i++) {
            assertThat(rows.projects).isNotEmpty();
            pass();
            clock.advance(Duration.ofSeconds(11));
        }
        assertThat(rows.projects).isEmpty();
        assertThat(engine.networks(one)).containsExactly(NETWORK);
        assertThat(pass()).isEmpty();
        assertThat(engine.networks(one)).containsExactly(NETWORK);
        pass();
        assertThat(engine.networks(one)).isEmpty();
        assertThat(engine.networks(two)).isEmpty();
    }

    @Test
    void aNetworkThatIsUsedKeepsItsProject() {
        pass();
        pod("a");
        rows.delete(7, true);
        pass();
        clock.advance(Duration.ofMinutes(10));
        assertThat(pass()).isPresent();
        assertThat(rows.projects).isNotEmpty();
    }

    @Test
    void proxiesGetANetworkOfTheirOwnBesideForeignOnes() {
        foreign(one, "10.1.252.0/22");
        foreign(one, "10.1.248.0/22");
        EdgeNetwork edge = new EdgeNetwork(
                CLUSTER, new Settings.Network("10.1.0.0/16", 22, "bridge"), rows, engine, host -> List.of());
        edge.ensure(one);
        assertThat(engine.networks(one))
                .contains(EdgeNetwork.attachment(CLUSTER).network());
        List<Effect> before = engine.effects();
        edge.ensure(one);
        assertThat(engine.effects()).isEqualTo(before);
        assertThat(before)
                .filteredOn(effect -> effect.object().equals("ps-test-edge"))
                .hasSize(3);
    }

    // ---- how

    private Optional<Duration> pass() {
        return networks.reconcile(1, 7, List.of(one, two));
    }

    private ProjectNetworks networks() {
        return networks("bridge");
    }

    private ProjectNetworks networks(String driver) {
        Settings.Network settings = new Settings.Network("10.1.0.0/16", 22, driver);
        return new ProjectNetworks(CLUSTER, settings, rows, engine, host -> List.of("10.1.0.0/24"), clock, told);
    }

    private void foreign(HostRef host, String subnet) {
        engine.ensureNetwork(
                host,
                new NetworkSpec("foreign-" + subnet, "bridge", subnet, subnet, true, Map.of(Labels.CLUSTER, CLUSTER)));
    }

    /** @return its address */
    private String pod(String name) {
        engine.start(
                one,
                engine.create(
                        one,
                        new ContainerSpec(
                                name,
                                Map.of(Labels.CLUSTER, CLUSTER, Labels.KIND, "pod", Labels.PROJECT, "7"),
                                "app:1",
                                List.of(),
                                List.of(),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(new NetworkAttachment(NETWORK, Optional.empty(), List.of())),
                                new ContainerSpec.Limits(100, 0, 64 << 20, 64),
                                List.of(),
                                true,
                                false)));
        return address(name).orElseThrow();
    }

    private Optional<String> address(String name) {
        return engine.inspect(one, name).map(ObservedContainer::addresses).map(addresses -> addresses.get(NETWORK));
    }
}
