package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {
    private static final ServicePort WEB = new ServicePort("web", 80, 8080, Protocol.HTTP);

    @Test
    void completesNamesAndSelectorAndSortsPorts() {
        NewService wish = service(List.of(new ServicePort("", 443, 8443, Protocol.TCP), WEB), Map.of());
        assertThat(ServiceRules.check(wish))
                .isEqualTo(new NewService(
                        1,
                        "shop",
                        List.of(WEB, new ServicePort("port-443", 443, 8443, Protocol.TCP)),
                        Algorithm.ROUND_ROBIN,
                        Map.of("app", "shop")));
    }

    @Test
    void refusesBrokenPorts() {
        refuses(List.of(), "ports");
        refuses(List.of(new ServicePort("a", 0, 80, Protocol.HTTP)), "ports[0].port");
        refuses(List.of(WEB, new ServicePort("a", 65535, 80, Protocol.TCP)), "ports[1].port");
        refuses(List.of(new ServicePort("a", 80, 65536, Protocol.HTTP)), "ports[0].targetPort");
        refuses(List.of(new ServicePort("a", 80, 80, null)), "ports[0].protocol");
        refuses(List.of(WEB, new ServicePort("b", 80, 81, Protocol.HTTP)), "ports[1].port");
        refuses(List.of(WEB, new ServicePort("web", 81, 81, Protocol.HTTP)), "ports[1].name");
        refuses(List.of(new ServicePort("A B", 80, 81, Protocol.HTTP)), "ports[0].name");
    }

    /** As kubectl names them, and as long as Kubernetes lets them be. */
    @Test
    void portsAreNamedAsInKubernetes() {
        for (String name : List.of("80-8080", "a".repeat(63), "0")) {
            NewService wish = new NewService(
                    1,
                    "shop",
                    List.of(new ServicePort(name, 80, 8080, Protocol.HTTP)),
                    Algorithm.ROUND_ROBIN,
                    Map.of());
            assertThat(ServiceRules.check(wish).ports().getFirst().name()).isEqualTo(name);
        }
        for (String name : List.of("a".repeat(64), "-a", "a-", "a_b", "A")) {
            refuses(List.of(new ServicePort(name, 80, 8080, Protocol.HTTP)), "ports[0].name");
        }
    }

    private static void refuses(List<ServicePort> ports, String field) {
        assertThatThrownBy(() -> ServiceRules.check(service(ports, Map.of())))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains(field));
    }

    private static NewService service(List<ServicePort> ports, Map<String, String> selector) {
        return new NewService(1, "shop", ports, Algorithm.ROUND_ROBIN, selector);
    }
}
