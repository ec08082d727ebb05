package io.podspace.service;

import io.podspace.host.HostRef;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Wish;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

class SimulatedProxyDriverContractTest extends ProxyDriverContract {
    private final SimulatedProxyDriver driver = new SimulatedProxyDriver(() -> Instant.EPOCH);

    @BeforeEach
    void script() {
        driver.answers(endpoint -> endpoint.address().startsWith("10.1.") && endpoint.port() == 8080);
    }

    @Override
    protected ProxyDriver driver() {
        return driver;
    }

    @Override
    protected ProxySpec balancer() {
        HostRef host = new HostRef(1, "h1", URI.create("unix:///none"), "127.0.0.1");
        return new ProxySpec("b1", ProxySpec.Kind.BALANCER, host, List.of(), List.of(), Map.of());
    }

    @Override
    protected Endpoint listening(long pod, Wish wish) {
        return new Endpoint(pod, "10.1.0." + pod, 8080, 1, wish);
    }

    @Override
    protected Endpoint deaf(long pod, Wish wish) {
        return new Endpoint(pod, "10.2.0." + pod, 8080, 1, wish);
    }

    @Override
    protected void sick(long pod, boolean sick) {
        driver.sick(pod, sick);
    }

    @Override
    protected void refuse(long pod) {
        driver.answers(endpoint -> endpoint.pod() != pod);
    }

    @Override
    protected void visit(int times) {
        driver.visit(balancer(), times);
    }

    @Override
    protected AutoCloseable session(long pod) {
        driver.sessions(pod, 1);
        return () -> driver.sessions(pod, 0);
    }
}
