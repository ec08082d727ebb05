package io.podspace.api;

import java.util.List;

/**
 * A refusal that only HTTP clients of the API can meet, and that no {@code ErrorCode} stands for: a method that an object
 * does not have, a body that cannot be read, a watch that starts too early.
 */
final class ApiFault extends RuntimeException {
    private final transient Status status;

    /**
     * An answer that is an error.
     *
     * @param code of HTTP
     * @param reason word of Kubernetes that clients act on
     * @param retrySeconds when to try again; 0: not said
     * @param causes fields and what is wrong with them
     */
    record Status(int code, String reason, String message, int retrySeconds, List<Cause> causes) {}

    /** @param field path in the object, in the spelling of Kubernetes */
    record Cause(String reason, String message, String field) {}

    ApiFault(int code, String reason, String message) {
        this(new Status(code, reason, message, 0, List.of()));
    }

    ApiFault(Status status) {
        super(status.message(), null, false, false);
        this.status = status;
    }

    Status status() {
        return status;
    }

    static ApiFault badRequest(String message) {
        return new ApiFault(400, "BadRequest", message);
    }

    static ApiFault notAllowed(String message) {
        return new ApiFault(405, "MethodNotAllowed", message);
    }

    static ApiFault noSuchPath() {
        return new ApiFault(404, "NotFound", "the server could not find the requested resource");
    }

    /** @param sub of the resource, e.g. {@code portforward} */
    static ApiFault noSubresource(Resource resource, String sub) {
        return new ApiFault(404, "NotFound", "PodSpace does not have %s/%s".formatted(resource.plural(), sub));
    }

    /** @param what kind and name, e.g. {@code Deployment.apps "web"} */
    static ApiFault invalid(String what, List<Cause> causes) {
        StringBuilder message = new StringBuilder(what).append(" is invalid: ");
        for (int i = 0; i < causes.size(); i++) {
            Cause cause = causes.get(i);
            message.append(i == 0 ? "" : ", ");
            message.append(cause.field().isEmpty() ? "" : cause.field() + ": ").append(cause.message());
        }
        return new ApiFault(new Status(422, "Invalid", message.toString(), 0, causes));
    }
}
