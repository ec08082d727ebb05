package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
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
import io.podspace.host.Labels;
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
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The driver of real engines. Whoever edits it keeps two invariants: a container or network without our cluster label is
 * treated as if it were not there, and every call ends within its limit.
 */
@ApplicationScoped
public class DockerContainerDriver implements ContainerDriver {
    private static final Duration LOG_LIMIT = Duration.ofSeconds(10);
    /** Somebody waits for the answer at a page. */
    private static final Duration TRIAL = Duration.ofSeconds(8);

    private static final int LOG_BYTES = 256 << 10;
    private static final int EXEC_BYTES = 64 << 10;

    private final String cluster;
    private final Engines engines;
    private final Networks networks;
    private final Clock clock;
    private final Map<Long, Observer> observers = new ConcurrentHashMap<>();
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
        this.networks = new Networks(cluster);
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        engines.close();
    }

    @Override
    public Observation observe(HostRef host) {
        try {
            List<ObservedContainer> seen =
                    engines.of(host).watch(host, client -> observer(host).observe(client, clock.instant()));
            silentSince.remove(host.id());
            return new Observation.Seen(seen, clock.instant());
        } catch (PodSpaceException e) {
            Instant since = silentSince.computeIfAbsent(host.id(), id -> clock.instant());
            return new Observation.Unreachable(since, e.getMessage());
        }
    }

    @Override
    public AutoCloseable follow(HostRef host, Consumer<HostEvent> onEvent) {
        return new Follower(host.name(), () -> engines.of(host).streams(), cluster, event -> {
            observer(host).forget(event.container());
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
        requireOurs(network.labels(), network.name());
        act(host, client -> networks.ensure(client, host, network));
    }

    @Override
    public void removeNetwork(HostRef host, String network) {
        act(host, client -> networks.remove(client, host, network));
    }

    @Override
    public List<String> networks(HostRef host) {
        return ask(host, networks::names);
    }

    @Override
    public Optional<ImageFacts> image(HostRef host, String reference) {
        return ask(host, client -> {
            try {
                return Optional.of(Mapping.image(
                        reference, client.inspectImageCmd(reference).exec()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public ImageFacts pull(
            HostRef host, String reference, Optional<RegistryLogin> login, Consumer<PullProgress> progress) {
        new Pull(host, reference).run(engines.of(host).streams(), login, progress);
        return image(host, reference)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.ENGINE,
                        "Image %s was pulled, but host %s does not have it. Try again."
                                .formatted(reference, host.name())));
    }

    @Override
    public void checkLogin(HostRef host, RegistryLogin login) {
        try {
            engines.of(host).login(host, Pull.auth(login));
        } catch (PodSpaceException e) {
            throw e.getCause() instanceof DockerException refusal
                    ? EngineErrors.login(login.registry(), EngineErrors.words(refusal))
                    : e;
        }
    }

    @Override
    public String create(HostRef host, ContainerSpec spec) {
        requireOurs(spec.labels(), spec.name());
        return ask(host, client -> {
            // also that it is ours: a network of somebody else's container is none of our business
            spec.beside().ifPresent(container -> require(client, host, container));
            String id = createOrAdopt(client, host, spec);
            observer(host).made(spec.name(), id);
            spec.networks().stream().skip(1).forEach(each -> Attachments.connect(client, id, each));
            return id;
        });
    }

    private String createOrAdopt(DockerClient client, HostRef host, ContainerSpec spec) {
        try {
            return AllowList.request(client, spec).exec().getId();
        } catch (ConflictException e) {
            return find(client, spec.name())
                    .map(InspectContainerResponse::getId)
                    .orElseThrow(() -> new PodSpaceException(
                            ErrorCode.ALREADY_EXISTS,
                            "Host %s has a container named %s that is not ours. Remove or rename it there."
                                    .formatted(host.name(), spec.name()),
                            e));
        }
    }

    @Override
    public void start(HostRef host, String container) {
        act(host, client -> {
            try {
                client.startContainerCmd(require(client, host, container)).exec();
            } catch (NotModifiedException e) {
                return; // runs already
            } finally {
                observer(host).forget(container);
            }
        });
    }

    @Override
    public void stop(HostRef host, String container, Duration grace) {
        Optional<String> id = ask(host, client -> id(client, host, container));
        id.ifPresent(found -> engines.of(host).await(host, grace.plus(engines.response()), client -> {
            try {
                return client.stopContainerCmd(found)
                        .withTimeout(Math.toIntExact(grace.plusMillis(999).toSeconds()))
                        .exec();
            } catch (NotModifiedException | NotFoundException e) {
                return null; // has stopped, or is gone
            }
        }));
        observer(host).forget(container);
    }

    @Override
    public void signal(HostRef host, String container, String signal) {
        act(host, client -> client.killContainerCmd(require(client, host, container))
                .withSignal(signal)
                .exec());
    }

    @Override
    public void remove(HostRef host, String container) {
        onOurs(host, container, (client, id) -> {
            try {
                client.removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (NotFoundException e) {
                return; // gone
            } catch (ConflictException e) {
                if (!EngineErrors.words(e).contains("already in progress")) {
                    throw e;
                }
            }
        });
    }

    @Override
    public void connect(HostRef host, String container, NetworkAttachment attachment) {
        act(host, client -> Attachments.connect(client, require(client, host, container), attachment));
    }

    @Override
    public void disconnect(HostRef host, String container, String network) {
        onOurs(host, container, (client, id) -> Attachments.disconnect(client, id, network));
    }

    @Override
    public Optional<ObservedContainer> inspect(HostRef host, String container) {
        return ask(host, client -> find(client, container).map(Mapping::container));
    }

    @Override
    public List<String> lastLines(HostRef host, String container, int lines) {
        Streams.Output output = new Streams.Output(LOG_BYTES);
        act(host, client -> client.logContainerCmd(require(client, host, container))
                .withStdOut(true)
                .withStdErr(true)
                .withTail(lines)
                .exec(output));
        return LogText.lines(output.text(host, LOG_LIMIT, "Reading the log of " + container));
    }

    @Override
    public void logs(HostRef host, String container, LogWish wish, Consumer<byte[]> out, BooleanSupplier goOn) {
        String id = ask(host, client -> require(client, host, container));
        LogContainerCmd command = engines.of(host)
                .streams()
                .logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(wish.follow())
                .withTimestamps(wish.timestamps());
        wish.tail().ifPresentOrElse(command::withTail, command::withTailAll);
        wish.since().ifPresent(at -> command.withSince(Math.toIntExact(at.getEpochSecond())));
        command.exec(new LogRelay(out)).run(host, goOn);
    }

    @Override
    public void upload(HostRef host, String container, List<ContainerFile> files) {
        byte[] archive = Archive.of(files);
        act(host, client -> client.copyArchiveToContainerCmd(require(client, host, container))
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(archive))
                .exec());
    }

    @Override
    public ExecResult exec(HostRef host, String container, List<String> command, Duration limit) {
        Streams.Output output = new Streams.Output(EXEC_BYTES);
        String exec = ask(host, client -> client.execCreateCmd(require(client, host, container))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(String[]::new))
                .exec()
                .getId());
        engines.of(host).streams().execStartCmd(exec).exec(output);
        String text = output.text(host, limit, "Command " + command.getFirst());
        Long exitCode = ask(host, client -> client.inspectExecCmd(exec).exec().getExitCodeLong());
        return new ExecResult(exitCode == null ? -1 : exitCode.intValue(), text);
    }

    @Override
    public ContainerProcess run(HostRef host, String container, ProcessWish wish) {
        return new DockerProcess(host, engines.of(host), ask(host, client -> require(client, host, container)), wish);
    }

    @Override
    public ContainerProcess attach(HostRef host, String container) {
        return new DockerAttachment(host, engines.of(host), ask(host, client -> require(client, host, container)));
    }

    // ---- how

    private <T> T ask(HostRef host, Function<DockerClient, T> call) {
        return engines.of(host).ask(host, call);
    }

    private void act(HostRef host, Consumer<DockerClient> call) {
        ask(host, client -> {
            call.accept(client);
            return null;
        });
    }

    private void onOurs(HostRef host, String container, BiConsumer<DockerClient, String> call) {
        act(host, client -> id(client, host, container).ifPresent(id -> call.accept(client, id)));
        observer(host).forget(container);
    }

    private void requireOurs(Map<String, String> labels, String name) {
        if (!cluster.equals(labels.get(Labels.CLUSTER))) {
            throw new PodSpaceException(
                    ErrorCode.INTERNAL, "%s does not carry the label of cluster %s.".formatted(name, cluster));
        }
    }

    private Observer observer(HostRef host) {
        return observers.computeIfAbsent(host.id(), id -> new Observer(cluster));
    }

    private String require(DockerClient client, HostRef host, String container) {
        return id(client, host, container)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.NOT_FOUND, "Host %s has no container %s of ours.".formatted(host.name(), container)));
    }

    /** Known from the last listing, or asked for: most calls concern what was listed a moment ago. */
    private Optional<String> id(DockerClient client, HostRef host, String container) {
        return observer(host).id(container).or(() -> find(client, container).map(InspectContainerResponse::getId));
    }

    /** By name or id; one without our label is not there. */
    private Optional<InspectContainerResponse> find(DockerClient client, String container) {
        try {
            InspectContainerResponse seen =
                    client.inspectContainerCmd(container).exec();
            Map<String, String> labels = seen.getConfig().getLabels();
            return labels != null && cluster.equals(labels.get(Labels.CLUSTER)) ? Optional.of(seen) : Optional.empty();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
