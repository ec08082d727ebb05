package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerFile;
import io.podspace.host.ContainerProcess;
import io.podspace.host.ContainerSpec;
import io.podspace.host.EngineFacts;
import io.podspace.host.EngineKeys;
import io.podspace.host.EngineTls;
import io.podspace.host.ExecResult;
import io.podspace.host.HostEvent;
import io.podspace.host.HostRef;
import io.podspace.host.ImageFacts;
import io.podspace.host.LogWish;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.host.ProcessWish;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The driver of real engines. Whoever edits it keeps three invariants: a container or network without our cluster label is
 * treated as if it were not there; every call ends within its limit; what hangs on one host holds up nothing on another.
 */
@ApplicationScoped
public class DockerContainerDriver implements ContainerDriver {
    /** Somebody waits for the answer at a page. */
    private static final Duration TRIAL = Duration.ofSeconds(8);

    private final String cluster;
    private final Engines engines;
    private final Networks networks;
    private final OwnContainers ours;
    private final Images images;
    private final Containers containers;
    private final Inside inside;
    private final Clock clock;
    private final Map<Long, Instant> silentSince = new ConcurrentHashMap<>();

    /** For the container's proxy only. */
    protected DockerContainerDriver() {
        this("", Path.of(""), Clock.systemUTC());
    }

    @Inject
    DockerContainerDriver(Settings settings, EngineKeys keys, Clock clock) {
        this(settings.cluster(), settings.pkiFolder().resolve("engines"), keys, clock);
    }

    /** Without stored certificates. */
    DockerContainerDriver(String cluster, Path certificates, Clock clock) {
        this(cluster, certificates, EngineKeys.NONE, clock);
    }

    /** @param certificates folder of the engines' TLS certificates, see {@link EngineCertificates} */
    DockerContainerDriver(String cluster, Path certificates, EngineKeys keys, Clock clock) {
        this.cluster = cluster;
        this.engines = new Engines(new EngineCertificates(certificates, keys));
        this.networks = new Networks(cluster, engines);
        this.ours = new OwnContainers(cluster);
        this.images = new Images(engines);
        this.containers = new Containers(engines, ours);
        this.inside = new Inside(engines, ours);
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        engines.close();
    }

    @Override
    public Observation observe(HostRef host) {
        Observer observer = ours.observer(host);
        Set<String> before = observer.ids();
        try {
            List<ObservedContainer> seen = engines.of(host)
                    .list(
                            host,
                            client -> observer.observe(client, clock.instant()),
                            found -> !before.isEmpty() && found.stream().noneMatch(each -> before.contains(each.id())));
            silentSince.remove(host.id());
            return new Observation.Seen(seen, clock.instant());
        } catch (PodSpaceException e) {
            Instant since = silentSince.computeIfAbsent(host.id(), id -> clock.instant());
            return new Observation.Unreachable(since, e.getMessage(), other(host));
        }
    }

    /** Without certificates that can be read there is no engine to ask. */
    private Optional<String> other(HostRef host) {
        try {
            return engines.of(host).other();
        } catch (PodSpaceException e) {
            return Optional.empty(); // the observation has said why
        }
    }

    @Override
    public AutoCloseable follow(HostRef host, Consumer<HostEvent> onEvent) {
        return new Follower(host.name(), () -> engines.of(host).streams(), cluster, event -> {
            if (event.isResync()) {
                engines.of(host).doubt();
            }
            ours.observer(host).happened(event);
            onEvent.accept(event);
        });
    }

    @Override
    public EngineFacts facts(HostRef host) {
        return engines.of(host).watch(host, DockerContainerDriver::facts);
    }

    @Override
    public EngineFacts tryOut(HostRef host, Optional<EngineTls> tls) {
        try (Engine engine = engines.open(host, tls, TRIAL)) {
            return engine.ask(host, DockerContainerDriver::facts);
        } catch (PodSpaceException e) {
            boolean silent = e.code() == ErrorCode.HOST_UNREACHABLE && e.getCause() != null;
            throw silent ? EngineErrors.untried(host, e) : e;
        }
    }

    private static EngineFacts facts(DockerClient client) {
        Info info = client.infoCmd().exec();
        String api = client.versionCmd().exec().getApiVersion();
        return new EngineFacts(info.getId(), info.getServerVersion(), api, info.getNCPU(), info.getMemTotal());
    }

    @Override
    public void ensureNetwork(HostRef host, NetworkSpec network) {
        ours.mustBeOurs(network.labels(), network.name());
        networks.ensure(host, network);
    }

    @Override
    public void removeNetwork(HostRef host, String network) {
        networks.remove(host, network);
    }

    @Override
    public List<String> networks(HostRef host) {
        return networks.names(host);
    }

    @Override
    public Optional<ImageFacts> image(HostRef host, String reference) {
        return images.find(host, reference);
    }

    @Override
    public ImageFacts pull(
            HostRef host, String reference, Optional<RegistryLogin> login, Consumer<PullProgress> progress) {
        return images.pull(host, reference, login, progress);
    }

    @Override
    public void checkLogin(HostRef host, RegistryLogin login) {
        images.checkLogin(host, login);
    }

    @Override
    public String create(HostRef host, ContainerSpec spec) {
        return containers.create(host, spec);
    }

    @Override
    public void start(HostRef host, String container) {
        containers.start(host, container);
    }

    @Override
    public void stop(HostRef host, String container, Duration grace) {
        containers.stop(host, container, grace);
    }

    @Override
    public void signal(HostRef host, String container, String signal) {
        containers.signal(host, container, signal);
    }

    @Override
    public void remove(HostRef host, String container) {
        containers.remove(host, container);
    }

    @Override
    public void connect(HostRef host, String container, NetworkAttachment attachment) {
        containers.connect(host, container, attachment);
    }

    @Override
    public void disconnect(HostRef host, String container, String network) {
        containers.disconnect(host, container, network);
    }

    @Override
    public Optional<ObservedContainer> inspect(HostRef host, String container) {
        return containers.inspect(host, container);
    }

    @Override
    public List<String> lastLines(HostRef host, String container, int lines) {
        return inside.lastLines(host, container, lines);
    }

    @Override
    public void logs(HostRef host, String container, LogWish wish, Consumer<byte[]> out, BooleanSupplier goOn) {
        inside.logs(host, container, wish, out, goOn);
    }

    @Override
    public void upload(HostRef host, String container, List<ContainerFile> files) {
        inside.upload(host, container, files);
    }

    @Override
    public ExecResult exec(HostRef host, String container, List<String> command, Duration limit) {
        return inside.exec(host, container, command, limit);
    }

    @Override
    public ContainerProcess run(HostRef host, String container, ProcessWish wish) {
        return new DockerProcess(host, engines.of(host), containers.require(host, container), wish);
    }

    @Override
    public ContainerProcess attach(HostRef host, String container) {
        return new DockerAttachment(host, engines.of(host), containers.require(host, container));
    }
}
