package io.podspace.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns what docker-java throws into the house's errors, keeping the engine's or registry's own words. */
final class EngineErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATUS = Pattern.compile("^Status \\d+: (.*)$", Pattern.DOTALL);
    /** The part of the runtime's long chain that says which program could not be run, and why. */
    private static final Pattern EXEC = Pattern.compile("(exec: \".*?\": .*?)(?:: unknown)?$", Pattern.DOTALL);

    private static final int LONGEST = 400;

    private EngineErrors() {}

    /** The engine did not answer: nothing is known about the effect. */
    static PodSpaceException silent(HostRef host, String why, Throwable cause) {
        return new PodSpaceException(
                ErrorCode.HOST_UNREACHABLE,
                "The engine of host %s does not answer (%s). Its containers go on; PodSpace tries again."
                        .formatted(host.name(), why),
                cause);
    }

    /** An engine answered, and not the known one: it was made anew, or another machine has the address. */
    static PodSpaceException other(HostRef host, String id) {
        return new PodSpaceException(
                ErrorCode.HOST_UNREACHABLE,
                "Another engine answers at %s: its id is %s, and the one of host %s has %s. Nothing is done there. Bring the known engine back, or accept the new one on the host's page."
                        .formatted(host.endpoint(), shorten(id), host.name(), host.engine()));
    }

    /** An engine that nobody drives yet did not answer at its address. */
    static PodSpaceException untried(HostRef host, PodSpaceException silence) {
        Throwable deepest = silence;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String why = deepest == silence || deepest.getMessage() == null ? silence.getMessage() : words(deepest);
        String advice = host.endpoint().getScheme().equals("tcp")
                ? "Check the address, that the engine asks for client certificates, and that it trusts this one."
                : "Check the path, and whether the engine runs.";
        return new PodSpaceException(
                ErrorCode.HOST_UNREACHABLE,
                "No engine answers at %s: %s. %s".formatted(host.endpoint(), why, advice),
                silence);
    }

    static PodSpaceException translate(HostRef host, Throwable error) {
        if (error instanceof PodSpaceException ours) {
            return ours;
        }
        if (error instanceof DockerException refusal) {
            return refused(host, refusal);
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return silent(host, words(cause), error);
            }
        }
        return new PodSpaceException(
                ErrorCode.ENGINE, "Host %s could not be used: %s".formatted(host.name(), words(error)), error);
    }

    private static PodSpaceException refused(HostRef host, DockerException refusal) {
        String words = words(refusal);
        String lower = words.toLowerCase(Locale.ROOT);
        if (full(lower)) {
            return full("Host " + host.name(), refusal);
        }
        ErrorCode code = ErrorCode.ENGINE;
        if (refusal instanceof NotFoundException) {
            code = lower.contains("no such image") ? ErrorCode.IMAGE : ErrorCode.NOT_FOUND;
        } else if (refusal instanceof ConflictException) {
            code = ErrorCode.CONFLICT;
        }
        return new PodSpaceException(code, "Host %s: %s".formatted(host.name(), words), refusal);
    }

    /**
     * Errors of a pull: the registry's own words, with what to do next.
     *
     * @param words as the engine passed them on
     */
    static PodSpaceException pull(String reference, String words) {
        String said = shorten(words);
        String lower = words.toLowerCase(Locale.ROOT);
        if (full(lower)) {
            return full("The host that was to fetch image " + reference, null);
        }
        if (says(lower, "failed to register layer")) {
            return new PodSpaceException(
                    ErrorCode.ENGINE, "Image %s could not be stored on the host: %s".formatted(reference, said));
        }
        if (denied(lower)) {
            return new PodSpaceException(
                    ErrorCode.IMAGE_DENIED,
                    "The registry refused image %s: %s. Check the name, and the project's credentials for this registry."
                            .formatted(reference, said));
        }
        String advice = says(lower, "manifest unknown", "not found", "name unknown")
                ? "Check the image's name and tag."
                : says(lower, "no such host", "connection refused", "i/o timeout", "timeout", "no route to host")
                        ? "Check the registry's address, and whether it runs."
                        : "Check the reference, or try again later.";
        return new PodSpaceException(
                ErrorCode.IMAGE, "Image %s could not be pulled: %s. %s".formatted(reference, said, advice));
    }

    private static boolean full(String lower) {
        return says(lower, "no space left on device", "disk quota exceeded");
    }

    /** The engine's own words name its folders, which are nobody's business but the operator's. */
    private static PodSpaceException full(String subject, Throwable cause) {
        return new PodSpaceException(
                ErrorCode.HOST_FULL,
                subject
                        + " has no disk space left. An administrator has to make room there; other hosts are used meanwhile.",
                cause);
    }

    /** Errors of a log-in at a registry, in its own words. */
    static PodSpaceException login(String registry, String words) {
        return denied(words.toLowerCase(Locale.ROOT))
                ? new PodSpaceException(
                        ErrorCode.IMAGE_DENIED,
                        "Registry %s refused the credentials: %s. Check user name and password or token."
                                .formatted(registry, shorten(words)))
                : new PodSpaceException(
                        ErrorCode.IMAGE,
                        "Registry %s could not be asked: %s. Check its address, and whether it runs."
                                .formatted(registry, shorten(words)));
    }

    private static boolean denied(String lower) {
        return says(
                lower,
                "unauthorized",
                "authentication required",
                "denied",
                "no basic auth credentials",
                "incorrect username or password");
    }

    /** Deepest useful text of an error, on one line, without the transport's wrapping. */
    static String words(Throwable error) {
        String text = String.valueOf(error.getMessage()).strip();
        Matcher status = STATUS.matcher(text);
        if (status.matches()) {
            text = message(status.group(1));
        }
        Matcher exec = EXEC.matcher(text);
        return shorten(exec.find() ? exec.group(1) : text);
    }

    private static String message(String body) {
        try {
            JsonNode message = JSON.readTree(body).path("message");
            return message.isTextual() ? message.asText() : body;
        } catch (JsonProcessingException e) {
            return body; // not JSON: a proxy or an old engine speaks; its text is the best there is
        }
    }

    private static boolean says(String words, String... phrases) {
        return Stream.of(phrases).anyMatch(words::contains);
    }

    private static String shorten(String text) {
        String line = String.join(" ", LogText.lines(text)).strip();
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
        return cut.endsWith(".") && !cut.endsWith("...") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
