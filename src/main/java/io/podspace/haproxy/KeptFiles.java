package io.podspace.haproxy;

import io.podspace.host.ContainerFile;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * The files of one proxy, from which a restart of its container brings its state back. Writing them costs the engine much
 * more than a command costs HAProxy, so changes in quick succession share one. The caller holds the proxy's lock.
 */
final class KeptFiles {
    private static final Logger LOG = System.getLogger(KeptFiles.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Folder folder;
    private final OwnSide ownSide;
    private Unkept unkept;
    private long keptAt = System.nanoTime() - PAUSE.toNanos();

    /** What the files do not say yet. */
    private record Unkept(ProxySpec spec, ProxyTable table, Running running) {}

    KeptFiles(Folder folder, OwnSide ownSide) {
        this.folder = folder;
        this.ownSide = ownSide;
    }

    /** All that a proxy needs to run so. */
    List<ContainerFile> of(ProxySpec spec, ProxyTable table, Running running) {
        return ProxyFiles.of(
                Layouts.wanted(spec.kind(), table, running),
                ownSide.surroundings(spec),
                ownSide.own(spec),
                table,
                running,
                running.reloads(),
                ProxyFiles.NO_STATE);
    }

    /**
     * Takes what is so by now, and writes it unless files were written a moment ago.
     *
     * @throws PodSpaceException what the engine said; nothing is forgotten
     */
    void keep(ProxySpec spec, ProxyTable table, Running running) {
        unkept = new Unkept(spec, table, running);
        writeIfDue();
    }

    /** Writes what waits, if it is time. A proxy that answers is not silent because the engine does not take its files. */
    void look() {
        try {
            writeIfDue();
        } catch (PodSpaceException e) {
            LOG.log(Level.WARNING, "The files of a proxy could not be written; the next look tries again.", e);
        }
    }

    /** Writes what waits, before nobody does any more. */
    void finish() {
        keptAt = System.nanoTime() - PAUSE.toNanos();
        look();
    }

    private void writeIfDue() {
        if (unkept != null && System.nanoTime() - keptAt >= PAUSE.toNanos()) {
            folder.writeAll(unkept.spec(), of(unkept.spec(), unkept.table(), unkept.running()));
            unkept = null;
            keptAt = System.nanoTime();
        }
    }
}
