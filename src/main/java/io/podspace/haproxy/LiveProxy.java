package io.podspace.haproxy;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerFile;
import io.podspace.host.ContainerState;
import io.podspace.host.NetworkAttachment;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One proxy: its connection and its folder. Everything remembered here only saves time and may be lost; what counts is
 * read from HAProxy itself. The caller holds the proxy's lock.
 */
final class LiveProxy {
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final Duration TRUST_CONTAINER = Duration.ofSeconds(60);
    private static final Duration TRUST_SIGHT = Duration.ofMillis(500);

    private static final int ROUNDS = 3;
    private static final int LINES = 20;

    private final ContainerDriver containers;
    private final ProxyContainer container;
    private final Pki pki;
    private final OwnSide ownSide;
    private final Folder folder;
    private final KeptFiles files;
    private ControlLine line;
    private ProxySpec ensured;
    /** Networks of that specification which it could not join: a project's may be made only after its first route. */
    private List<NetworkAttachment> missing = List.of();

    private long ensuredAt;
    private Running seen = Running.NONE;
    private long seenAt = System.nanoTime() - TRUST_SIGHT.toNanos();
    private boolean broken;
    private volatile boolean doubted;

    LiveProxy(ContainerDriver containers, Pki pki, Settings settings) {
        this.containers = containers;
        this.container = new ProxyContainer(containers, settings.haproxyImage());
        this.pki = pki;
        this.ownSide = new OwnSide(pki, settings);
        this.folder = new Folder(containers);
        this.files = new KeptFiles(folder, ownSide);
    }

    /**
     * @return the proxy after the changes
     * @throws PodSpaceException PROXY, or what the engine said
     */
    Running apply(ProxySpec spec, ProxyTable table) {
        try {
            Running running = bring(spec, table);
            files.keep(spec, table, running);
            broken = false;
            return running;
        } catch (IOException e) {
            broken = true;
            throw silent(spec, e, complaint(spec));
        }
    }

    /** Nobody else tells it anything, so what was read a moment ago, by a look for example, is true enough to begin with. */
    private Running bring(ProxySpec spec, ProxyTable table) throws IOException {
        if (ensured(spec) && !missing.isEmpty()) {
            missing = container.join(spec, missing);
        }
        if (ensured(spec) && System.nanoTime() - seenAt < TRUST_SIGHT.toNanos()) {
            try {
                return bring(spec, table, seen);
            } catch (IOException e) {
                close();
            }
        }
        return bring(spec, table, reach(spec, table));
    }

    private Running bring(ProxySpec spec, ProxyTable table, Running before) throws IOException {
        seen = structure(spec, table, before);
        for (int round = 0; round < ROUNDS; round++) {
            List<Command> commands = Changes.between(table, seen, spec.kind() == Kind.ROUTER);
            if (commands.isEmpty()) {
                break;
            }
            forgetSight();
            line.send(commands);
            read(spec);
        }
        return seen;
    }

    /** @throws PodSpaceException PROXY when it does not answer */
    Running observe(ProxySpec spec) {
        try {
            connect(spec);
            Running running = read(spec);
            files.look();
            return running;
        } catch (IOException e) {
            close();
            throw silent(spec, e, "");
        }
    }

    /** Writes what is not written yet, before nobody does any more. */
    void finish() {
        files.finish();
        close();
    }

    /**
     * Asks who is where first: what was read last may be older than the last change of the slots.
     *
     * @throws PodSpaceException PROXY when it does not answer
     */
    void takeOut(ProxySpec spec, long pod) {
        forgetSight();
        try {
            connect(spec).takeOut(pod);
        } catch (IOException e) {
            close();
            throw silent(spec, e, "");
        }
    }

    /** @throws PodSpaceException PROXY when it does not answer */
    String ask(ProxySpec spec, Command question) {
        try {
            return connect(spec).ask(question);
        } catch (IOException e) {
            throw silent(spec, e, "");
        }
    }

    /** Whether the engine says that no such container runs: then it sends no requests either. */
    boolean gone(ProxySpec spec) {
        try {
            return containers
                    .inspect(spec.host(), spec.name())
                    .filter(seen -> seen.state() == ContainerState.RUNNING || seen.state() == ContainerState.PAUSED)
                    .isEmpty();
        } catch (PodSpaceException e) {
            return false; // a silent host's proxy may well send requests
        }
    }

    /** It was told something over another connection. Safe while another thread works on it. */
    void doubt() {
        doubted = true;
    }

    /** The next change looks at the container first. */
    void distrust() {
        ensured = null;
    }

    void close() {
        if (line != null) {
            line.close();
            line = null;
        }
        ensured = null;
    }

    private boolean ensured(ProxySpec spec) {
        return line != null && spec.equals(ensured) && System.nanoTime() - ensuredAt < TRUST_CONTAINER.toNanos();
    }

    private Running read(ProxySpec spec) throws IOException {
        forgetSight();
        if (doubted) {
            doubted = false;
            line.doubt();
        }
        seen = line.read(spec.kind());
        seenAt = System.nanoTime();
        return seen;
    }

    private void forgetSight() {
        seenAt = System.nanoTime() - TRUST_SIGHT.toNanos();
    }

    private ControlLine connect(ProxySpec spec) throws IOException {
        if (line == null) {
            line = locate(spec).orElseThrow(() -> new IOException("its container does not run"));
        }
        return line;
    }

    /** Reads it over the known connection; if that fails, looks after the container first. */
    private Running reach(ProxySpec spec, ProxyTable table) throws IOException {
        if (ensured(spec)) {
            try {
                return read(spec);
            } catch (IOException e) {
                // the container is looked after
            }
        }
        close(); // it may be another container, at another port; HAProxy takes few of these connections
        ProxyContainer.Ensured made = container.ensure(spec, () -> files.of(spec, table, Running.NONE), broken);
        missing = made.missing();
        folder.of(made.container().id());
        return await(spec);
    }

    /** A container that was just started takes a moment until HAProxy answers. */
    private Running await(ProxySpec spec) throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        IOException last = new IOException("its container does not run");
        while (System.nanoTime() < end) {
            try {
                Optional<ControlLine> found = locate(spec);
                if (found.isPresent()) {
                    line = found.get();
                    Running running = read(spec);
                    ensured = spec;
                    ensuredAt = System.nanoTime();
                    return running;
                }
            } catch (IOException e) {
                last = e;
            }
            close();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw last;
    }

    private Optional<ControlLine> locate(ProxySpec spec) {
        return containers
                .inspect(spec.host(), spec.name())
                .flatMap(seen -> ProxyContainer.control(spec, seen))
                .map(address -> new ControlLine(spec.name(), pki.calls(), address));
    }

    private Running structure(ProxySpec spec, ProxyTable table, Running running) throws IOException {
        Layout layout = Layouts.wanted(spec.kind(), table, running);
        Surroundings surroundings = ownSide.surroundings(spec);
        String structure = ConfigText.structure(layout, surroundings);
        if (structure.equals(running.structure())) {
            return running;
        }
        String reason = Layouts.reason(layout, running);
        int reloads = running.reloads() + 1;
        List<ContainerFile> changed =
                ProxyFiles.of(layout, surroundings, ownSide.own(spec), table, running, reloads, line.serverStates());
        return new Reload(containers, spec).run(line, folder, changed, structure, reason);
    }

    /** What HAProxy itself said last, if it said anything bad. */
    private String complaint(ProxySpec spec) {
        try {
            return containers.lastLines(spec.host(), spec.name(), LINES).stream()
                    .filter(line -> line.contains("[ALERT]"))
                    .findFirst()
                    .map(line -> " Its log: " + line)
                    .orElse("");
        } catch (PodSpaceException e) {
            return ""; // the engine is silent too; what is known already is said
        }
    }

    private static PodSpaceException silent(ProxySpec spec, IOException cause, String complaint) {
        return new PodSpaceException(
                ErrorCode.PROXY,
                "Proxy %s on host %s does not answer: %s.%s"
                        .formatted(spec.name(), spec.host().name(), cause.getMessage(), complaint),
                cause);
    }
}
