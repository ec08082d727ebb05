package io.podspace.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.NewDeployment;
import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.Templates;
import io.podspace.route.NewRoute;
import io.podspace.route.RouteTarget;
import io.podspace.service.NewService;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExposureTest {
    private static final NewDeployment WEB = deployment(new Port("http", 8080), new Port("db", 5432));

    @Test
    void serviceAndRouteFollowThePorts() {
        assertThat(Exposure.plan(new NewApplication(WEB, true, true)))
                .isEqualTo(new ApplicationPlan(
                        WEB,
                        Optional.of(new NewService(
                                1,
                                "web",
                                List.of(
                                        new ServicePort("http", 8080, 8080, Protocol.HTTP),
                                        new ServicePort("db", 5432, 5432, Protocol.TCP)),
                                Algorithm.ROUND_ROBIN,
                                Map.of("app", "web"))),
                        Optional.of(new NewRoute(
                                1,
                                "web",
                                Optional.empty(),
                                "/",
                                List.of(new RouteTarget("web", 8080, 1)),
                                Algorithm.ROUND_ROBIN,
                                false,
                                Insecure.ALLOW,
                                Optional.empty())),
                        Optional.empty()));
    }

    @Test
    void aDeploymentAloneHasNeither() {
        assertThat(Exposure.plan(new NewApplication(WEB, false, false)))
                .isEqualTo(new ApplicationPlan(WEB, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void refusesWhatCannotBeExposed() {
        assertThatThrownBy(() -> Exposure.plan(new NewApplication(WEB, false, true)))
                .hasMessageStartingWith("route: it leads to a service");
        assertThatThrownBy(() -> Exposure.plan(new NewApplication(deployment(), true, false)))
                .hasMessageStartingWith("service: the application has no port");
        assertThatThrownBy(() -> Exposure.plan(new NewApplication(deployment(new Port("db", 5432)), true, true)))
                .hasMessageStartingWith("route: port 5432 does not speak HTTP");
    }

    @Test
    void aServiceThatAnotherDeploymentNeedsIsNotItsOwn() {
        Map<String, String> app = Map.of("app", "web");
        assertThat(Exposure.selectsOnly(app, app, List.of(Map.of("app", "other"))))
                .isTrue();
        assertThat(Exposure.selectsOnly(app, app, List.of(app))).isFalse();
        assertThat(Exposure.selectsOnly(Map.of("app", "x"), app, List.of())).isFalse();
    }

    private static NewDeployment deployment(Port... ports) {
        return new NewDeployment(1, "web", Templates.withPorts(ports), 1, Map.of());
    }
}
