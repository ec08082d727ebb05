package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.report.PodView;
import io.podspace.service.PortWords;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointSubsetsTest {
    private static final ServicePort FRONT = new ServicePort("front", 80, 9090, Protocol.HTTP);
    private static final Map<String, String> BY_WORD = Map.of(PortWords.ANNOTATION, PortWords.entry(FRONT, "http"));

    /** The pods of each revision at the number that it gives the word, ready ones apart from the others. */
    @Test
    void podsOfARolloutAreTogetherByTheirNumbers() {
        List<EndpointSubset> subsets = subsets(
                BY_WORD,
                pod(0, 1, PodStatus.READY),
                pod(1, 2, PodStatus.READY),
                pod(2, 1, PodStatus.STARTING),
                pod(3, 2, PodStatus.READY));
        assertThat(subsets).extracting(EndpointSubsetsTest::port).containsExactly(8080, 9090);
        assertThat(subsets)
                .extracting(subset -> names(subset.getAddresses()))
                .containsExactly(List.of("web-0"), List.of("web-1", "web-3"));
        assertThat(subsets)
                .extracting(subset -> names(subset.getNotReadyAddresses()))
                .containsExactly(List.of("web-2"), List.of());
    }

    @Test
    void aNumberIsTheSameForAll() {
        List<EndpointSubset> subsets = subsets(Map.of(), pod(0, 1, PodStatus.READY), pod(1, 2, PodStatus.READY));
        assertThat(subsets).extracting(EndpointSubsetsTest::port).containsExactly(9090);
        assertThat(names(subsets.getFirst().getAddresses())).containsExactly("web-0", "web-1");
    }

    /** As proxies do, which send to the service's own number then. */
    @Test
    void aWordThatARevisionDoesNotKnowIsTheNumberOfTheService() {
        Map<String, String> other = Map.of(PortWords.ANNOTATION, PortWords.entry(FRONT, "elsewhere"));
        assertThat(subsets(other, pod(0, 1, PodStatus.READY)))
                .extracting(EndpointSubsetsTest::port)
                .containsExactly(9090);
    }

    @Test
    void podsThatLeaveOrHaveNoAddressAreNotBehindIt() {
        PodView leaving = Samples.pod(
                0, 1, PodStatus.TERMINATING, PodPhase.DRAINING, Optional.of(Samples.MADE), Optional.empty());
        assertThat(subsets(BY_WORD, leaving)).isEmpty();
        assertThat(subsets(BY_WORD)).isEmpty();
    }

    /** Revision 1 calls 8080 "http", revision 2 calls 9090 so. */
    private static List<EndpointSubset> subsets(Map<String, String> annotations, PodView... pods) {
        ServiceView service = new ServiceView(
                1,
                "u",
                1,
                "web",
                List.of(FRONT),
                Algorithm.ROUND_ROBIN,
                Map.of("app", "web"),
                Optional.empty(),
                true,
                Optional.empty(),
                List.of(),
                false,
                1,
                Instant.EPOCH);
        return EndpointSubsets.of("shop", service, annotations, List.of(Samples.workload(List.of(pods), 8080, 9090)));
    }

    private static PodView pod(int slot, int revision, PodStatus status) {
        return Samples.pod(slot, revision, status, PodPhase.READY, Optional.of(Samples.MADE), Optional.empty());
    }

    private static int port(EndpointSubset subset) {
        assertThat(subset.getPorts()).extracting(EndpointPort::getName).containsExactly("front");
        return subset.getPorts().getFirst().getPort();
    }

    private static List<String> names(List<EndpointAddress> addresses) {
        return addresses.stream()
                .map(address -> address.getTargetRef().getName())
                .toList();
    }
}
