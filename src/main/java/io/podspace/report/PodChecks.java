package io.podspace.report;

import io.podspace.deployment.PodTemplate;
import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.host.HostKeeper;
import io.podspace.host.Labels;
import io.podspace.platform.Json;
import io.podspace.platform.Transactions;
import io.podspace.reconcile.EngineChecks;
import io.podspace.reconcile.LiveResults;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the checks of a pod said last. Members. */
@ApplicationScoped
public class PodChecks {
    @Inject
    Rows rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    LiveResults proxies;

    @Inject
    HostKeeper hosts;

    private record Found(long pod, Checks checks) {}

    /**
     * Each check of the pod, once for everyone who runs it. Of a pod without a readiness check, that to its port appears
     * only while it fails; so the list may be empty.
     *
     * @throws io.podspace.platform.PodSpaceException NOT_FOUND
     */
    public List<CheckView> of(String podUid) {
        Found found = transactions.read(() -> find(podUid));
        Map<String, List<Result>> results = new TreeMap<>(proxies.of(found.pod()));
        hosts.seen("pod").forEach((host, containers) -> containers.stream()
                .filter(each -> Long.toString(found.pod()).equals(each.labels().get(Labels.POD)))
                .forEach(each -> results.put(host.name(), EngineChecks.results(found.checks(), each))));
        List<CheckView> views = new ArrayList<>();
        found.checks().byRole().forEach((role, check) -> {
            int before = views.size();
            results.forEach((proxy, said) -> said.stream()
                    .filter(result -> result.role() == role)
                    .forEach(result -> views.add(view(role, how(check), result, "by " + proxy))));
            if (views.size() == before) {
                views.add(view(role, how(check), NEVER, ""));
            }
        });
        if (found.checks().readiness().isEmpty()) {
            results.forEach((proxy, said) -> said.stream()
                    .filter(result -> result.role() == Role.READINESS)
                    .forEach(result ->
                            views.add(view(Role.READINESS, "connection to its port", result, "by " + proxy))));
        }
        return views;
    }

    private static final Result NEVER =
            new Result(Role.READINESS, Verdict.UNKNOWN, 0, 0, false, 0, 0, Instant.EPOCH, "");

    private Found find(String podUid) {
        List<Row> pods = rows.select(
                "SELECT p.id, d.project_id, r.template FROM pod p JOIN deployment d ON d.id = p.deployment_id"
                        + " JOIN revision r ON r.id = p.revision_id WHERE p.uid = ?1",
                podUid);
        permissions.require(pods.isEmpty() ? 0 : pods.getFirst().number("project_id"), Permission.VIEW);
        Row pod = Rows.one("pod", pods);
        return new Found(
                pod.number("id"),
                Json.read(pod.text("template"), PodTemplate.class).checks());
    }

    private static CheckView view(Role role, String how, Result result, String by) {
        return new CheckView(
                role.word(),
                how,
                result.verdict(),
                !result.at().equals(Instant.EPOCH),
                result.words(),
                result.millis(),
                result.at(),
                by);
    }

    /** For people. */
    static String how(Check check) {
        String what =
                switch (check.method()) {
                    case Method.Http http ->
                        "%s %s on :%d%s"
                                .formatted(
                                        http.secure() ? "HTTPS" : "HTTP",
                                        http.least() == http.most()
                                                ? Integer.toString(http.least())
                                                : http.least() + "-" + http.most(),
                                        http.port(),
                                        http.path());
                    case Method.Tcp tcp -> "connection to port " + tcp.port();
                    case Method.Command command -> String.join(" ", command.words());
                };
        return "%s every %d s".formatted(what, check.periodSeconds());
    }
}
