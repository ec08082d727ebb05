package io.podspace.haproxy;

import io.podspace.host.ContainerFile;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that stands in a proxy's folder, so that a restart of its container brings back what the runtime API had
 * set. Pure. Readable by all in the container, where only HAProxy's own user lives.
 */
final class ProxyFiles {
    private static final int MODE = 0644;
    /** What HAProxy takes as "no state known": servers then are as the configuration says. */
    static final String NO_STATE = "1\n";

    private ProxyFiles() {}

    /** The platform's own certificates, as PEM. */
    record Own(String control, String authority, String apps) {
        @Override
        public String toString() {
            return "Own[]";
        }
    }

    /**
     * @param running with assignments, routes and slots as they are to be kept
     * @param reloads to be put on record
     * @param state of the servers, for a reload; else {@link #NO_STATE}
     */
    static List<ContainerFile> of(
            Layout layout,
            Surroundings surroundings,
            Own own,
            ProxyTable table,
            Running running,
            int reloads,
            String state) {
        Set<String> pools = layout.pools().stream().map(Pool::name).collect(Collectors.toSet());
        Collection<Slot> slots =
                running.all().filter(slot -> pools.contains(slot.name().pool())).toList();
        List<ContainerFile> files = new ArrayList<>();
        files.add(file(Paths.CONFIG, ConfigText.of(layout, surroundings, slots)));
        files.add(file(Paths.STATE, state));
        files.add(file(Paths.LAYOUT, map(LayoutText.of(layout, ConfigText.structure(layout, surroundings), reloads))));
        files.add(file(
                Paths.SLOTS,
                map(slots.stream()
                        .filter(slot -> slot.pod() != 0)
                        .collect(
                                Collectors.toMap(slot -> slot.name().toString(), slot -> Long.toString(slot.pod()))))));
        files.add(file(Paths.CHECKS, map(checks(running.checks()))));
        files.add(new ContainerFile(Paths.PROGRAM, Pages.checks(), MODE));
        files.add(file(Paths.CONTROL_CERTIFICATE, own.control()));
        files.add(file(Paths.CONTROL_AUTHORITY, own.authority()));
        if (layout.kind() == Kind.ROUTER) {
            files.add(file(Paths.POOLS, map(running.assigned())));
            files.add(file(Paths.ROUTES, map(running.routes())));
            files.add(file(Paths.ASIDE, map(running.aside())));
            files.add(file(Paths.DEFAULT_CERTIFICATE, own.apps()));
            files.add(new ContainerFile(Paths.NOT_READY_PAGE, Pages.notReady(), MODE));
            files.add(new ContainerFile(Paths.NO_ROUTE_PAGE, Pages.noRoute(), MODE));
            certificates(table, running, files);
        }
        return files;
    }

    private static void certificates(ProxyTable table, Running running, List<ContainerFile> files) {
        StringBuilder list = new StringBuilder(Paths.DEFAULT_CERTIFICATE + "\n");
        table.certificates().stream()
                .map(CertificateFile::of)
                .filter(certificate -> running.certificates().contains(certificate.path()))
                .forEach(certificate -> {
                    list.append(certificate.path())
                            .append(' ')
                            .append(certificate.host())
                            .append('\n');
                    files.add(file(certificate.path(), certificate.pem()));
                });
        files.add(file(Paths.CERTIFICATES, list.toString()));
    }

    private static Map<String, String> checks(RunningChecks checks) {
        Map<String, String> kept = new TreeMap<>();
        checks.values()
                .forEach((pod, value) -> kept.put(
                        pod.toString(), CheckText.kept(value, checks.results().getOrDefault(pod, List.of()))));
        return kept;
    }

    private static String map(Map<String, String> entries) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(entries)
                .forEach((key, value) ->
                        text.append(key).append(' ').append(value).append('\n'));
        return text.toString();
    }

    private static ContainerFile file(String path, String text) {
        return new ContainerFile(path, text.getBytes(StandardCharsets.UTF_8), MODE);
    }
}
