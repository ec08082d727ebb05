package io.podspace.haproxy;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerFile;
import io.podspace.host.ExecResult;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a new structure over without losing a connection: check beside the old configuration, replace, let the master
 * start a new worker on the same listening sockets, and wait until it answers. A text that HAProxy refuses stays in the
 * container as {@code candidate.cfg}, and the old one goes on.
 */
final class Reload {
    private static final Logger LOG = System.getLogger(Reload.class.getName());
    private static final String CANDIDATE = Paths.FOLDER + "candidate.cfg";
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ContainerDriver containers;
    private final ProxySpec spec;

    Reload(ContainerDriver containers, ProxySpec spec) {
        this.containers = containers;
        this.spec = spec;
    }

    /**
     * @param files with the servers' states and the new structure
     * @param reason for the log: a reload is never done without one
     * @return what the new worker says
     */
    Running run(ControlLine line, Folder folder, List<ContainerFile> files, String structure, String reason)
            throws IOException {
        LOG.log(Level.INFO, "Proxy {0} reloads: {1}", spec.name(), reason);
        folder.write(spec, files.stream().map(Reload::candidate).toList());
        ExecResult check = containers.exec(
                spec.host(), spec.name(), List.of("/usr/sbin/haproxy", "-c", "-f", CANDIDATE), CHECK_LIMIT);
        if (check.exitCode() != 0) {
            throw new PodSpaceException(
                    ErrorCode.PROXY,
                    "HAProxy of %s refuses its new configuration; the old one goes on. It says: %s"
                            .formatted(spec.name(), complaint(check.output())));
        }
        folder.write(spec, files);
        containers.signal(spec.host(), spec.name(), "USR2");
        return awaitNewWorker(line, structure);
    }

    private Running awaitNewWorker(ControlLine line, String structure) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        IOException last = new IOException("it still runs the old configuration");
        while (System.nanoTime() < end) {
            line.close();
            try {
                Running running = line.read(spec.kind());
                if (running.structure().equals(structure)) {
                    return running;
                }
            } catch (IOException e) {
                last = e;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IOException("no new worker after the reload", last);
    }

    /** Maps and lists are valid in any version, so only the configuration itself has a place of its own. */
    private static ContainerFile candidate(ContainerFile file) {
        return file.path().equals(Paths.CONFIG) ? new ContainerFile(CANDIDATE, file.content(), file.mode()) : file;
    }

    private static String complaint(String output) {
        return output.lines()
                .filter(line -> line.contains("[ALERT]"))
                .findFirst()
                .orElse(output.lines().findFirst().orElse("nothing"))
                .replaceAll("\\p{Cntrl}", " ");
    }
}
