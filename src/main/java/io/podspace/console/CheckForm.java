package io.podspace.console;

import io.podspace.health.Check;
import io.podspace.health.Method;
import io.podspace.health.Role;
import io.podspace.platform.PodSpaceException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One check as the user types it. */
public class CheckForm implements Serializable {
    private final String field;
    private String kind = "none";
    private String port = "";
    private String path = "/health";
    private boolean secure;
    private String headers = "";
    private String status = "200";
    private String command = "";
    private String delay = "0";
    private String period = "10";
    private String timeout = "1";
    private String successes = "1";
    private String failures = "3";

    CheckForm(Role role) {
        field = "checks." + role.word();
    }

    /** A readiness check. */
    static CheckForm of(Check check) {
        CheckForm form = new CheckForm(Role.READINESS);
        form.show(check);
        return form;
    }

    /** Shows a check; empty: none. */
    void show(Optional<Check> shown) {
        kind = "none";
        shown.ifPresent(this::show);
    }

    private void show(Check check) {
        delay = Integer.toString(check.delaySeconds());
        period = Integer.toString(check.periodSeconds());
        timeout = Integer.toString(check.timeoutSeconds());
        successes = Integer.toString(check.successes());
        failures = Integer.toString(check.failures());
        check.method().onPort().ifPresent(number -> port = Integer.toString(number));
        switch (check.method()) {
            case Method.Http http -> {
                kind = "http";
                path = http.path();
                secure = http.secure();
                headers = http.headers().stream()
                        .map(header -> header.name() + ": " + header.value())
                        .collect(Collectors.joining("\n"));
                status =
                        http.least() == http.most() ? Integer.toString(http.least()) : http.least() + "-" + http.most();
            }
            case Method.Tcp tcp -> kind = "tcp";
            case Method.Command words -> {
                kind = "command";
                command = WordsText.print(words.words());
            }
        }
    }

    boolean none() {
        return kind.equals("none");
    }

    /**
     * @param first port of the template, for a check that names none; empty: there is none
     * @throws PodSpaceException INVALID at the field that cannot be read
     */
    Optional<Check> check(Optional<Integer> first) {
        return none()
                ? Optional.empty()
                : Optional.of(new Check(
                        method(first),
                        NumberText.parse(field + ".delaySeconds", delay, 0, 3600),
                        NumberText.parse(field + ".periodSeconds", period, 1, 3600),
                        NumberText.parse(field + ".timeoutSeconds", timeout, 1, 300),
                        NumberText.parse(field + ".successes", successes, 1, 20),
                        NumberText.parse(field + ".failures", failures, 1, 1000)));
    }

    private Method method(Optional<Integer> first) {
        return switch (kind) {
            case "http" -> {
                String[] range = status.strip().split("\\s*-\\s*", 2);
                int least = NumberText.parse(field + ".least", range[0], 100, 599);
                int most = range.length == 1 ? least : NumberText.parse(field + ".most", range[1], 100, 599);
                yield new Method.Http(port(first), path.strip(), secure, headers(), least, most);
            }
            case "tcp" -> new Method.Tcp(port(first));
            default -> new Method.Command(WordsText.parse(field + ".command", command));
        };
    }

    private int port(Optional<Integer> first) {
        return port.isBlank() && first.isPresent() ? first.get() : NumberText.parse(field + ".port", port, 1, 65535);
    }

    private List<Method.Header> headers() {
        return headers.lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    int colon = line.indexOf(':');
                    if (colon < 1) {
                        throw PodSpaceException.invalid(
                                field + ".headers", "'%s' is no header. Write one Name: value a line.".formatted(line));
                    }
                    return new Method.Header(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                })
                .toList();
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getPort() {
        return port;
    }

    public void setPort(String port) {
        this.port = port;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public boolean isSecure() {
        return secure;
    }

    public void setSecure(boolean secure) {
        this.secure = secure;
    }

    public String getHeaders() {
        return headers;
    }

    public void setHeaders(String headers) {
        this.headers = headers;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public String getDelay() {
        return delay;
    }

    public void setDelay(String delay) {
        this.delay = delay;
    }

    public String getPeriod() {
        return period;
    }

    public void setPeriod(String period) {
        this.period = period;
    }

    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    public String getSuccesses() {
        return successes;
    }

    public void setSuccesses(String successes) {
        this.successes = successes;
    }

    public String getFailures() {
        return failures;
    }

    public void setFailures(String failures) {
        this.failures = failures;
    }
}
