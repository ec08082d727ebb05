package io.podspace.haproxy;

import io.podspace.health.Check;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxyTable.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks as {@code checks.lua} reads them, and what it answers. Pure. What a user typed is only inside Base64, as a
 * request that is whole.
 */
final class CheckText {
    private static final String NEW = "new";
    private static final String UP = "up";
    private static final String NO_REQUEST = "-";
    private static final int FIELDS = 9;
    /** Where a check has what. */
    private static final int PORT = 3;

    private static final int PERIOD = 4;
    private static final int FALL = 7;
    private static final int DELAY = 8;

    private CheckText() {}

    /** The pod's value in the map of checks; empty when no proxy has to check it beyond a connection. */
    static String value(Endpoint endpoint) {
        StringBuilder text = new StringBuilder();
        endpoint.checks().fromOutside().byRole().forEach((role, check) -> text.append('|')
                .append(check(endpoint.address(), role, check)));
        return text.isEmpty() ? "" : NEW + text;
    }

    /**
     * How long a pod may leave this port closed, by its startup check, or by its liveness check where it has no other.
     *
     * @param value of the pod in the map of checks, or empty
     * @return empty when there is none, or it asks at another port
     */
    static Optional<PortWait> portWait(String value, int port) {
        List<String[]> checks = Arrays.stream(value.split("\\|"))
                .map(check -> check.split(","))
                .filter(fields -> fields.length > DELAY)
                .toList();
        boolean startup = checks.stream().anyMatch(fields -> role(fields[0]) == Role.STARTUP);
        Role counting = startup ? Role.STARTUP : Role.LIVENESS;
        return checks.stream()
                .filter(fields -> role(fields[0]) == counting && fields[PORT].equals(Integer.toString(port)))
                .map(fields -> PortWait.of(
                        counting,
                        Duration.ofMillis(Long.parseLong(fields[DELAY])
                                + Long.parseLong(fields[PERIOD]) * Long.parseLong(fields[FALL]))))
                .findFirst();
    }

    /**
     * Whether one of the checks asks this port.
     *
     * @param value of the pod in the map of checks, or empty
     */
    static boolean asks(String value, int port) {
        return Arrays.stream(value.split("\\|"))
                .map(check -> check.split(","))
                .anyMatch(fields -> fields.length > PORT && fields[PORT].equals(Integer.toString(port)));
    }

    /** Whether both say the same, whatever was known of the pod when they were written. */
    static boolean same(String one, String other) {
        return one.substring(one.indexOf('|') + 1).equals(other.substring(other.indexOf('|') + 1));
    }

    /** As it is to be found by another process: a pod that passes need not prove it again before it is served. */
    static String kept(String value, List<Result> results) {
        boolean up = !results.isEmpty()
                && results.stream()
                        .filter(result -> result.role() != Role.LIVENESS)
                        .allMatch(result -> result.verdict() == Verdict.PASSING);
        return up ? UP + value.substring(value.indexOf('|')) : value;
    }

    /** One check against one address, in a form without blanks. */
    static String check(String address, Role role, Check check) {
        String request =
                switch (check.method()) {
                    case Method.Http http ->
                        Base64.getEncoder()
                                .encodeToString(request(address, http).getBytes(StandardCharsets.US_ASCII));
                    case Method.Tcp tcp -> NO_REQUEST;
                    case Method.Command command -> throw new IllegalArgumentException("A proxy runs no commands");
                };
        boolean http = check.method() instanceof Method.Http;
        return String.join(
                ",",
                role.word().substring(0, 1),
                kind(check.method()),
                address,
                Integer.toString(check.method().onPort().orElseThrow()),
                millis(check.periodSeconds()),
                millis(check.timeoutSeconds()),
                Integer.toString(check.successes()),
                Integer.toString(check.failures()),
                millis(check.delaySeconds()),
                Integer.toString(http ? ((Method.Http) check.method()).least() : 0),
                Integer.toString(http ? ((Method.Http) check.method()).most() : 0),
                request);
    }

    private static String kind(Method method) {
        return switch (method) {
            case Method.Http http -> http.secure() ? "https" : "http";
            case Method.Tcp tcp -> "tcp";
            case Method.Command command -> "command";
        };
    }

    private static String request(String address, Method.Http http) {
        StringBuilder text = new StringBuilder("GET " + http.path() + " HTTP/1.1\r\n");
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("Host", address + ":" + http.port());
        ours.put("User-Agent", "PodSpace-Check");
        ours.put("Accept", "*/*");
        for (Method.Header header : http.headers()) {
            ours.keySet().removeIf(header.name()::equalsIgnoreCase);
        }
        ours.forEach((name, value) -> header(text, name, value));
        http.headers().forEach(each -> header(text, each.name(), each.value()));
        header(text, "Connection", "close");
        return text.append("\r\n").toString();
    }

    private static void header(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static String millis(int seconds) {
        return Long.toString(seconds * 1000L);
    }

    /** Answer to {@code podspace show}: a line for each check, {@code pod role verdict passes fails ok status ms at text}. */
    static Map<Long, List<Result>> results(String answer) {
        Map<Long, List<Result>> results = new HashMap<>();
        answer.lines().forEach(line -> {
            String[] words = line.split(" ", FIELDS + 1);
            if (words.length >= FIELDS && words[0].matches("[0-9]{1,18}") && words[1].matches("[slr]")) {
                results.computeIfAbsent(Long.valueOf(words[0]), pod -> new ArrayList<>())
                        .add(result(words, 1));
            }
        });
        return results;
    }

    /** Answer to {@code podspace try}: {@code ok status ms text}. */
    static Result tried(String answer, Instant at) {
        String[] words = answer.strip().split(" ", 4);
        if (words.length < 3 || !words[1].matches("[0-9]{1,9}") || !words[2].matches("[0-9]{1,9}")) {
            throw new PodSpaceException(
                    ErrorCode.PROXY,
                    "The proxy could not try the check; it may be of an older release. Try again later.");
        }
        boolean passed = words[0].equals("ok");
        return new Result(
                Role.READINESS,
                passed ? Verdict.PASSING : Verdict.FAILING,
                passed ? 1 : 0,
                passed ? 0 : 1,
                passed,
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                at,
                words.length > 3 ? words[3] : "");
    }

    private static Result result(String[] words, int from) {
        return new Result(
                role(words[from]),
                Verdict.valueOf(words[from + 1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[from + 2]),
                Integer.parseInt(words[from + 3]),
                words[from + 4].equals("ok"),
                Integer.parseInt(words[from + 5]),
                Integer.parseInt(words[from + 6]),
                Instant.ofEpochMilli(Long.parseLong(words[from + 7])),
                words.length > from + 8 ? words[from + 8] : "");
    }

    private static Role role(String letter) {
        return switch (letter) {
            case "s" -> Role.STARTUP;
            case "l" -> Role.LIVENESS;
            default -> Role.READINESS;
        };
    }
}
