package io.podspace.health;

import io.podspace.platform.PodSpaceException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a check may be. Whatever passes can be put into a request and on a command line as it is. */
public final class CheckRules {
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}){0,511}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,512}");
    /** These make the request what it is. */
    private static final Set<String> OURS = Set.of("connection", "content-length", "transfer-encoding", "upgrade");

    private static final int MOST_HEADERS = 16;
    private static final int LONGEST_HEADERS = 1024;
    private static final int MOST_WORDS = 64;
    private static final int LONGEST_COMMAND = 4096;
    private static final int NONE_BEFORE = 100;
    private static final int NONE_AFTER = 599;

    private CheckRules() {}

    /** @throws PodSpaceException INVALID at the first field that breaks a rule */
    public static void check(Checks checks) {
        for (Map.Entry<Role, Check> each : checks.byRole().entrySet()) {
            check("checks." + each.getKey().word(), each.getKey(), each.getValue());
        }
        Set<Method> commands = new HashSet<>();
        checks.byRole().values().stream()
                .filter(check -> !check.fromOutside())
                .forEach(check -> commands.add(check.method()));
        if (commands.size() > 1) {
            throw PodSpaceException.invalid(
                    "checks",
                    "checks: an engine runs one command for a container; use the same one, or HTTP or TCP for the others");
        }
    }

    private static void check(String field, Role role, Check check) {
        range(field + ".delaySeconds", check.delaySeconds(), 0, 3600);
        range(field + ".periodSeconds", check.periodSeconds(), 1, 3600);
        range(field + ".timeoutSeconds", check.timeoutSeconds(), 1, 300);
        range(field + ".failures", check.failures(), 1, 1000);
        range(field + ".successes", check.successes(), 1, 20);
        if (role != Role.READINESS && check.successes() != 1) {
            throw PodSpaceException.invalid(
                    field + ".successes",
                    "%s.successes: 1 is the only number that a %s check may have".formatted(field, role.word()));
        }
        switch (check.method()) {
            case null -> throw PodSpaceException.invalid(field, field + ": say how to check: HTTP, TCP or a command");
            case Method.Http http -> http(field, http);
            case Method.Tcp tcp -> range(field + ".port", tcp.port(), 1, 65535);
            case Method.Command command -> command(field, command.words());
        }
    }

    private static void http(String field, Method.Http http) {
        range(field + ".port", http.port(), 1, 65535);
        if (http.path() == null || !PATH.matcher(http.path()).matches()) {
            throw PodSpaceException.invalid(
                    field + ".path",
                    field + ".path: begin with '/', use at most 512 characters, and write others than letters, digits"
                            + " and ._~!$&'()*+,;=:@/?- as %XX");
        }
        range(field + ".least", http.least(), NONE_BEFORE, NONE_AFTER);
        range(field + ".most", http.most(), NONE_BEFORE, NONE_AFTER);
        if (http.most() < http.least()) {
            throw PodSpaceException.invalid(
                    field + ".most",
                    "%s.most: no status is from %d to %d; put the lower number first"
                            .formatted(field, http.least(), http.most()));
        }
        headers(field + ".headers", http.headers());
    }

    private static void headers(String field, List<Method.Header> headers) {
        if (headers.size() > MOST_HEADERS) {
            throw PodSpaceException.invalid(field, "%s: at most %d".formatted(field, MOST_HEADERS));
        }
        int length = headers.stream()
                .mapToInt(each -> each.name().length() + each.value().length())
                .sum();
        if (length > LONGEST_HEADERS) {
            throw PodSpaceException.invalid(field, "%s: at most %d characters".formatted(field, LONGEST_HEADERS));
        }
        for (Method.Header header : headers) {
            if (!HEADER.matcher(header.name()).matches()
                    || !VALUE.matcher(header.value()).matches()) {
                throw PodSpaceException.invalid(
                        field,
                        field + ": a name has letters, digits and '-'; a value has at most 512 printable characters");
            }
            if (OURS.contains(header.name().toLowerCase(Locale.ROOT))) {
                throw PodSpaceException.invalid(field, "%s: %s is set by PodSpace".formatted(field, header.name()));
            }
        }
    }

    private static void command(String field, List<String> words) {
        int length = words.stream().mapToInt(String::length).sum();
        boolean zero = words.stream().anyMatch(word -> word.indexOf('\0') >= 0);
        if (words.isEmpty()
                || words.getFirst().isBlank()
                || words.size() > MOST_WORDS
                || length > LONGEST_COMMAND
                || zero) {
            throw PodSpaceException.invalid(
                    field + ".command",
                    "%s.command: a program and its arguments, at most %d words and %d characters"
                            .formatted(field, MOST_WORDS, LONGEST_COMMAND));
        }
    }

    private static void range(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw PodSpaceException.invalid(
                    field, "%s: %d is out of range, it must be %d-%d".formatted(field, value, least, most));
        }
    }
}
