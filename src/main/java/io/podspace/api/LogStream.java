package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.host.LogWish;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.report.PodLogs;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import io.podspace.security.ApiCaller;
import io.podspace.security.Bearer;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Sends what pods write ({@code kubectl logs}), as it was written. A stream that follows ends with the container, when the
 * client goes, or within seconds when its right is gone.
 */
@ApplicationScoped
class LogStream {
    private static final long MOST_LINES = 1_000_000;
    private static final long MOST_BYTES = 1L << 30;
    private static final long LONGEST_AGO = Duration.ofDays(3650).toSeconds();

    @Inject
    PodLogs logs;

    @Inject
    PodReports pods;

    @Inject
    StreamRights rights;

    @Inject
    Clock clock;

    void open(
            HttpServletRequest request,
            HttpServletResponse response,
            ProjectView project,
            ObjectNode pod,
            Target target)
            throws IOException {
        String container = Trees.at(pod, "spec.containers").path(0).path("name").asText();
        if (!target.query("container").isEmpty() && !target.query("container").equals(container)) {
            throw ApiFault.badRequest("container %s is not valid for pod %s; it has only %s"
                    .formatted(target.query("container"), target.name().orElse(""), container));
        }
        String uid = pod.path("metadata").path("uid").asText();
        if (target.flag("previous")) {
            Reply.send(response, 200, "text/plain", previous(uid, target).getBytes(StandardCharsets.UTF_8));
            return;
        }
        LogWish wish = wish(target);
        long limit = target.number("limitBytes", MOST_BYTES, MOST_BYTES);
        PodLogs.Log log = open(uid);
        Bearer bearer = ApiCaller.bearer(request).orElseThrow();
        BooleanSupplier allowed = rights.of(bearer, project.id(), Permission.VIEW);
        Hangup hangup = Hangup.ofCurrentRequest();
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache, private");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        Thread.ofVirtual().name("log").start(() -> {
            try {
                copy(response, log, wish, limit, () -> !hangup.happened() && allowed.getAsBoolean());
            } finally {
                hangup.close();
                end(async);
            }
        });
    }

    /** A pod that has not begun is answered as in Kubernetes, so that clients try again. */
    private PodLogs.Log open(String uid) {
        try {
            return logs.open(uid);
        } catch (PodSpaceException e) {
            throw e.code() == ErrorCode.CONFLICT ? ApiFault.badRequest(e.getMessage()) : e;
        }
    }

    private LogWish wish(Target target) {
        long tail = target.query("tailLines").equals("-1") ? MOST_LINES : target.number("tailLines", -1, MOST_LINES);
        return new LogWish(
                tail < 0 ? Optional.empty() : Optional.of((int) tail),
                since(target),
                target.flag("follow"),
                target.flag("timestamps"));
    }

    private Optional<Instant> since(Target target) {
        String time = target.query("sinceTime");
        if (!time.isEmpty()) {
            try {
                return Optional.of(Instant.parse(time));
            } catch (DateTimeParseException e) {
                throw ApiFault.badRequest("sinceTime: '%s' is no time such as 2026-01-31T12:00:00Z".formatted(time));
            }
        }
        long seconds = target.number("sinceSeconds", 0, LONGEST_AGO);
        return seconds == 0 ? Optional.empty() : Optional.of(clock.instant().minusSeconds(seconds));
    }

    /** What was kept of the attempt before, if it was of the same revision: its last lines. */
    private String previous(String uid, Target target) {
        int revision = pods.view(uid).revision();
        String text = pods.attempts(uid).stream()
                .filter(attempt -> !attempt.uid().equals(uid) && attempt.revision() == revision)
                .findFirst()
                .flatMap(PodView::lastLog)
                .orElseThrow(() -> ApiFault.badRequest("previous terminated container in pod \"%s\" not found"
                        .formatted(target.name().orElse(""))));
        String[] lines = text.split("\n");
        int from = (int) Math.max(0, lines.length - target.number("tailLines", lines.length, MOST_LINES));
        return String.join("\n", Arrays.asList(lines).subList(from, lines.length)) + "\n";
    }

    private static void copy(
            HttpServletResponse response, PodLogs.Log log, LogWish wish, long limit, BooleanSupplier goOn) {
        try {
            OutputStream out = response.getOutputStream();
            out.flush();
            log.copy(wish, new Limited(out, limit), goOn);
        } catch (IOException | UncheckedIOException | IllegalStateException | PodSpaceException e) {
            // the client or the container is gone, which is how such streams end
        }
    }

    /** Hands on no more than so many bytes. */
    private static final class Limited implements Consumer<byte[]> {
        private final OutputStream out;
        private long left;

        Limited(OutputStream out, long limit) {
            this.out = out;
            left = limit;
        }

        @Override
        public void accept(byte[] piece) {
            try {
                out.write(piece, 0, (int) Math.min(piece.length, left));
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            left -= piece.length;
            if (left <= 0) {
                throw new IllegalStateException("as much as was wanted");
            }
        }
    }

    private static void end(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // the connection broke and the server has completed it
        }
    }
}
