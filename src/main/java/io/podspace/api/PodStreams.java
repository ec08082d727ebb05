package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.host.ContainerProcess;
import io.podspace.host.ProcessWish;
import io.podspace.pod.PodSession;
import io.podspace.pod.PodTerminals;
import io.podspace.security.ApiCaller;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens sessions with pods: {@code exec} and {@code attach}. All that can be refused is refused before the upgrade. */
@ApplicationScoped
class PodStreams {
    static final List<String> SUBRESOURCES = List.of("attach", "exec");

    @Inject
    Reader reader;

    @Inject
    PodTerminals terminals;

    @Inject
    StreamRights rights;

    static boolean carries(Resource resource, Target target) {
        return resource.kind().equals("Pod")
                && target.subresource().filter(SUBRESOURCES::contains).isPresent();
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Resource resource, Target target) {
        ObjectNode pod = reader.get(resource, target);
        boolean runs = target.subresource().get().equals("exec");
        // the permission comes before everything that only those who have it need to know
        PodSession session = terminals.open(pod.path("metadata").path("uid").asText());
        boolean begun = false;
        try {
            mustBeContainer(pod, target);
            StreamWish wish = StreamWish.of(target, request.getQueryString(), runs);
            if (!runs && wish.input()) {
                throw ApiFault.badRequest(
                        "Processes of pods are always started without input, so there is none to attach to. Attach without"
                                + " --stdin to see what the pod writes, or run a command with input in it: kubectl exec -i.");
            }
            String protocol = protocol(request);
            ContainerProcess process =
                    runs ? session.run(new ProcessWish(wish.command(), wish.input(), wish.tty())) : session.attach();
            BooleanSupplier allowed =
                    rights.of(ApiCaller.bearer(request).orElseThrow(), session.project(), Permission.EDIT);
            Upgrade.accept(request, response, protocol, socket -> Thread.ofVirtual()
                    .name("session-output")
                    .start(() -> new StreamSession(socket, session, process, wish, protocol.equals(Channels.FIFTH))
                            .run(allowed)));
            begun = true;
        } finally {
            if (!begun) {
                session.close();
            }
        }
    }

    private static void mustBeContainer(ObjectNode pod, Target target) {
        String container = Trees.at(pod, "spec.containers").path(0).path("name").asText();
        if (!target.query("container").isEmpty() && !target.query("container").equals(container)) {
            throw ApiFault.badRequest("container %s is not valid for pod %s; it has only %s"
                    .formatted(target.query("container"), target.name().orElse(""), container));
        }
    }

    private static String protocol(HttpServletRequest request) {
        if (!Upgrade.asked(request)) {
            throw ApiFault.badRequest(
                    Upgrade.asksForSpdy(request)
                            ? "This client speaks SPDY, which PodSpace does not; use kubectl 1.31 or newer, or another client that uses WebSockets."
                            : "Upgrade request required: open a WebSocket with the protocol %s here."
                                    .formatted(String.join(" or ", Channels.PROTOCOLS)));
        }
        Optional<String> chosen = Upgrade.choose(request, Channels.PROTOCOLS);
        return chosen.orElseThrow(() -> ApiFault.badRequest(
                "Ask for one of these protocols of WebSockets: %s.".formatted(String.join(", ", Channels.PROTOCOLS))));
    }
}
