package io.podspace.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors as the Status objects of Kubernetes, with the reasons that clients act on. */
final class Faults {
    private static final Logger LOG = System.getLogger(Faults.class.getName());
    private static final Pattern SECONDS = Pattern.compile("Wait (\\d+) seconds");

    private Faults() {}

    static ApiFault.Status of(RuntimeException error) {
        if (error instanceof ApiFault fault) {
            return fault.status();
        }
        if (error instanceof PodSpaceException fault) {
            return of(fault);
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.ERROR, "A request of the API failed, number " + number, error);
        return status(
                500,
                "InternalError",
                "PodSpace failed at this. Try again; if it stays so, tell your operator the number " + number + ".");
    }

    private static ApiFault.Status of(PodSpaceException fault) {
        String text = fault.getMessage();
        return switch (fault.code()) {
            case INVALID, IMAGE, IMAGE_DENIED ->
                new ApiFault.Status(
                        422,
                        "Invalid",
                        text,
                        0,
                        fault.field()
                                .map(field -> List.of(new ApiFault.Cause("FieldValueInvalid", text, field)))
                                .orElse(List.of()));
            case NOT_FOUND -> status(404, "NotFound", text);
            case ALREADY_EXISTS -> status(409, "AlreadyExists", text);
            case CONFLICT -> status(409, "Conflict", text);
            case UNAUTHENTICATED -> status(401, "Unauthorized", text);
            case FORBIDDEN, EXHAUSTED -> status(403, "Forbidden", text);
            case TOO_MANY_REQUESTS -> new ApiFault.Status(429, "TooManyRequests", text, seconds(text), List.of());
            case HOST_UNREACHABLE, HOST_FULL, ENGINE, PROXY, DATABASE -> status(503, "ServiceUnavailable", text);
            case INTERNAL -> {
                LOG.log(Level.ERROR, "A request of the API failed", fault);
                yield status(500, "InternalError", text);
            }
        };
    }

    /** @param of the object that was asked for, where it is known */
    static ObjectNode tree(ApiFault.Status status, Optional<Asked> of) {
        ObjectNode tree = Trees.object("v1", "Status");
        tree.putObject("metadata");
        tree.put("status", "Failure").put("message", status.message()).put("reason", status.reason());
        ObjectNode details = tree.putObject("details");
        of.ifPresent(asked -> asked.write(details, status));
        if (status.retrySeconds() > 0) {
            details.put("retryAfterSeconds", status.retrySeconds());
        }
        if (!status.causes().isEmpty()) {
            ArrayNode causes = details.putArray("causes");
            for (ApiFault.Cause cause : status.causes()) {
                causes.addObject()
                        .put("reason", cause.reason())
                        .put("message", cause.message())
                        .put("field", cause.field());
            }
        }
        return tree.put("code", status.code());
    }

    private static ApiFault.Status status(int code, String reason, String text) {
        return new ApiFault.Status(code, reason, text, 0, List.of());
    }

    private static int seconds(String text) {
        Matcher found = SECONDS.matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) : 1;
    }
}
