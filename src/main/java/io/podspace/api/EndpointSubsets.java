package io.podspace.api;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.podspace.deployment.PodTemplate;
import io.podspace.report.PodView;
import io.podspace.service.PortWords;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pods behind a service, together where they are reached at the same numbers: a port that is meant by a word is another
 * number in another revision, so a rollout may have pods at two. Pure.
 */
final class EndpointSubsets {
    private final String namespace;
    private final ServiceView service;
    private final Map<String, String> annotations;

    private EndpointSubsets(String namespace, ServiceView service, Map<String, String> annotations) {
        this.namespace = namespace;
        this.service = service;
        this.annotations = annotations;
    }

    /**
     * @param annotations of the service, with its notes
     * @param selected by the service
     * @return by their numbers
     */
    static List<EndpointSubset> of(
            String namespace, ServiceView service, Map<String, String> annotations, List<Workload> selected) {
        EndpointSubsets subsets = new EndpointSubsets(namespace, service, annotations);
        Map<List<Integer>, List<PodView>> pods = new TreeMap<>(Comparator.comparing(Object::toString));
        for (Workload workload : selected) {
            Map<Integer, List<Integer>> known = new TreeMap<>();
            workload.pods().stream()
                    .filter(pod -> pod.address().isPresent() && pod.phase().active())
                    .forEach(pod -> pods.computeIfAbsent(
                                    known.computeIfAbsent(pod.revision(), number -> subsets.numbers(workload, number)),
                                    numbers -> new ArrayList<>())
                            .add(pod));
        }
        return pods.entrySet().stream()
                .map(each -> subsets.subset(each.getKey(), each.getValue()))
                .toList();
    }

    /** Where proxies reach pods of that revision, one number for each port of the service. */
    private List<Integer> numbers(Workload workload, int revision) {
        Map<String, Integer> own = workload.revision(revision).template().ports().stream()
                .collect(Collectors.toMap(PodTemplate.Port::name, PodTemplate.Port::number, (one, other) -> one));
        return service.ports().stream()
                .map(port -> PortWords.of(port, annotations).map(own::get).orElse(port.targetPort()))
                .toList();
    }

    private EndpointSubset subset(List<Integer> numbers, List<PodView> pods) {
        List<EndpointPort> ports = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            ServicePort port = service.ports().get(i);
            ports.add(new EndpointPortBuilder()
                    .withName(port.name())
                    .withPort(numbers.get(i))
                    .withProtocol("TCP")
                    .build());
        }
        return new EndpointSubsetBuilder()
                .withAddresses(addresses(pods, true))
                .withNotReadyAddresses(addresses(pods, false))
                .withPorts(ports)
                .build();
    }

    private List<EndpointAddress> addresses(List<PodView> pods, boolean serving) {
        return pods.stream()
                .filter(pod -> pod.serving() == serving)
                .map(this::address)
                .toList();
    }

    private EndpointAddress address(PodView pod) {
        return new EndpointAddressBuilder()
                .withIp(pod.address().orElseThrow())
                .withNodeName(pod.host().orElse(null))
                .withNewTargetRef()
                .withKind("Pod")
                .withNamespace(namespace)
                .withName(pod.name())
                .withUid(pod.uid())
                .endTargetRef()
                .build();
    }
}
