package io.podspace.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.host.Capacity;
import io.podspace.host.HostState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Request REQUEST = new Request(100, 10);

    @Test
    void aDeploymentIsSpreadBeforeHostsAreEvenedOut() {
        assertThat(Placement.of(REQUEST, List.of(host(1, new Usage(1, 100, 10), 1), host(2, new Usage(5, 500, 50), 0))))
                .isEqualTo(new Placement.On(2));
    }

    @Test
    void theEmptierHostIsTaken() {
        assertThat(Placement.of(REQUEST, List.of(host(1, new Usage(5, 500, 50), 0), host(2, new Usage(1, 100, 10), 0))))
                .isEqualTo(new Placement.On(2));
    }

    @Test
    void everyHostSaysWhyItIsLeftOut() {
        List<Candidate> hosts = List.of(
                host(1, new Usage(9, 0, 95), 0),
                new Candidate(2, "h2", HostState.CORDONED, true, false, new Capacity(1000, 100, 10), Usage.NONE, 0));
        assertThat(Placement.of(REQUEST, hosts))
                .isEqualTo(new Placement.Nowhere("2 hosts: 1 is cordoned, 1 has no memory left"));
    }

    @Test
    void aFullDiskTakesNothingMore() {
        Candidate full =
                new Candidate(2, "h2", HostState.READY, true, true, new Capacity(1000, 100, 10), Usage.NONE, 0);
        assertThat(Placement.of(REQUEST, List.of(host(1, new Usage(5, 500, 50), 3), full)))
                .isEqualTo(new Placement.On(1));
        assertThat(Placement.of(REQUEST, List.of(full)))
                .isEqualTo(new Placement.Nowhere("1 host: 1 has no disk space left"));
    }

    @Test
    void withoutHostsThatIsTheReason() {
        assertThat(Placement.of(REQUEST, List.of())).isEqualTo(new Placement.Nowhere("no host is registered"));
    }

    private static Candidate host(long id, Usage usage, int siblings) {
        return new Candidate(id, "h" + id, HostState.READY, true, false, new Capacity(1000, 100, 10), usage, siblings);
    }
}
