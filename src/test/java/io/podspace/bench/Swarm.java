package io.podspace.bench;

import com.github.dockerjava.api.model.ServiceSpec;
import com.github.dockerjava.api.model.ServiceUpdateStatus;
import com.github.dockerjava.api.model.SwarmSpec;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A swarm of one node with one service on an overlay network: joined for the run, left at its end. */
final class Swarm implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final Map<String, String> labels;
    private final Engine engine;
    private final String id;
    private Optional<Date> before = Optional.empty();

    /**
     * @param network is made, and goes with the swarm
     * @param service with its name
     */
    Swarm(Engine engine, String network, ServiceSpec service) {
        this.engine = engine;
        engine.client
                .initializeSwarmCmd(new SwarmSpec())
                .withListenAddr("127.0.0.1")
                .withAdvertiseAddr("127.0.0.1")
                .exec();
        engine.client
                .createNetworkCmd()
                .withName(network)
                .withDriver("overlay")
                .withAttachable(true)
                .exec();
        labels = Map.of("com.docker.swarm.service.name", service.getName());
        id = engine.client.createServiceCmd(service).exec().getId();
    }

    void update(ServiceSpec service) {
        var current = engine.client.inspectServiceCmd(id).exec();
        before = began(current.getUpdateStatus());
        engine.client
                .updateServiceCmd(id, service)
                .withVersion(current.getVersion().getIndex())
                .exec();
    }

    /** In words of the engine: updating, paused, completed; empty until it speaks of the newest update. */
    String updateState() {
        var status = engine.client.inspectServiceCmd(id).exec().getUpdateStatus();
        return status == null || began(status).equals(before)
                ? ""
                : status.getState().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Date> began(ServiceUpdateStatus status) {
        return Optional.ofNullable(status).map(ServiceUpdateStatus::getStartedAt);
    }

    void awaitRunning(int tasks) throws Exception {
        Await.until(
                "swarm runs " + tasks,
                LIMIT,
                () -> engine.existing(labels) == tasks && engine.running(labels) == tasks);
    }

    @Override
    public void close() throws Exception {
        engine.client.removeServiceCmd(id).exec();
        Await.until("swarm's tasks are gone", LIMIT, () -> engine.existing(labels) == 0);
        engine.client.leaveSwarmCmd().withForceEnabled(true).exec();
    }
}
