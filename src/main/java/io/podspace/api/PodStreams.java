package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.host.ContainerProcess;
import io.podspace.host.ProcessWish;
import io.podspace.pod.PodForward;
import io.podspace.pod.PodForwards;
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

/**
 * Opens sessions with pods: {@code exec}, {@code attach} and {@code portforward}. All that can be refused is refused before
 * the upgrade, the permission first: before everything that only those who have it need to know.
 */
@ApplicationScoped
class PodStreams {
    static final List<String> SUBRESOURCES = List.of("attach", "exec", "portforward");

    /** In the order in which they are preferred. */
    private static final List<String> OF_PORTS =
            List.of("SPDY/3.1+portforward.k8s.io", Channels.FOURTH, "portforward.k8s.io");

    @Inject
    Reader reader;

    @Inject
    PodTerminals terminals;

    @Inject
    PodForwards forwards;

    @Inject
    StreamRights rights;

    static boolean carries(Resource resource, Target target) {
        return resource.kind().equals("Pod")
                && target.subresource().filter(SUBRESOURCES::contains).isPresent();
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Resource resource, Target target) {
        ObjectNode pod = reader.get(resource, target);
        switch (target.subresource().get()) {
            case "exec" -> open(request, response, target, pod, true);
            case "attach" -> open(request, response, target, pod, false);
            default -> forward(request, response, pod);
        }
    }

    private void open(
            HttpServletRequest request, HttpServletResponse response, Target target, ObjectNode pod, boolean runs) {
        PodSession session = terminals.open(Trees.uid(pod));
        boolean begun = false;
        try {
            mustBeContainer(pod, target);
            StreamWish wish = StreamWish.of(target, request.getQueryString(), runs);
            if (!runs && wish.input()) {
                throw ApiFault.badRequest(
                        "Processes of pods are always started without input, so there is none to attach to. Attach without"
                                + " --stdin to see what the pod writes, or run a command with input in it: kubectl exec -i.");
            }
            String protocol = protocol(request, Channels.PROTOCOLS);
            ContainerProcess process =
                    runs ? session.run(new ProcessWish(wish.command(), wish.input(), wish.tty())) : session.attach();
            BooleanSupplier allowed = allowed(request, session.project());
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

    private void forward(HttpServletRequest request, HttpServletResponse response, ObjectNode pod) {
        PodForward forward = forwards.open(Trees.uid(pod));
        boolean begun = false;
        try {
            String protocol = protocol(request, OF_PORTS);
            boolean spdy = protocol.equals(OF_PORTS.getFirst());
            List<Integer> ports =
                    spdy ? List.of() : PortChannels.ports(StreamWish.all(request.getQueryString(), "ports"));
            forward.begin();
            BooleanSupplier allowed = allowed(request, forward.project());
            Upgrade.accept(request, response, protocol, socket -> Thread.ofVirtual()
                    .name("forward")
                    .start(() -> new ForwardSession(
                                    socket,
                                    forward,
                                    spdy ? new SpdyTunnel(socket, forward) : new PortChannels(socket, forward, ports))
                            .run(allowed)));
            begun = true;
        } finally {
            if (!begun) {
                forward.close();
            }
        }
    }

    private BooleanSupplier allowed(HttpServletRequest request, long project) {
        return rights.of(ApiCaller.bearer(request).orElseThrow(), project, Permission.EDIT);
    }

    private static void mustBeContainer(ObjectNode pod, Target target) {
        String container = Trees.at(pod, "spec.containers").path(0).path("name").asText();
        if (!target.query("container").isEmpty() && !target.query("container").equals(container)) {
            throw ApiFault.badRequest("container %s is not valid for pod %s; it has only %s"
                    .formatted(target.query("container"), target.name().orElse(""), container));
        }
    }

    private static String protocol(HttpServletRequest request, List<String> known) {
        if (!Upgrade.asked(request)) {
            throw ApiFault.badRequest(
                    Upgrade.asksForSpdy(request)
                            ? "This client speaks SPDY, which PodSpace does not; use kubectl 1.31 or newer, or another client that uses WebSockets."
                            : "Upgrade request required: open a WebSocket with the protocol %s here."
                                    .formatted(String.join(" or ", known)));
        }
        Optional<String> chosen = Upgrade.choose(request, known);
        return chosen.orElseThrow(() -> ApiFault.badRequest(
                "Ask for one of these protocols of WebSockets: %s.".formatted(String.join(", ", known))));
    }
}
