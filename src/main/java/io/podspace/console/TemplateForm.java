package io.podspace.console;

import io.podspace.configuration.VariableSource;
import io.podspace.deployment.PodTemplate;
import io.podspace.health.Check;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A pod template as the user types it: text, so that nothing typed is lost when a rule refuses it. */
public class TemplateForm implements Serializable {
    private String image = "";
    private boolean pullAlways;
    private String command = "";
    private String arguments = "";
    private String environment = "";
    private String sources = "";
    private final ArrayList<VariableSource> sourcesBefore = new ArrayList<>();
    private String ports = "";
    private String cpuRequest = "100";
    private String cpuLimit = "";
    private String memoryRequest = "128";
    private String memoryLimit = "512";
    private String pids = "512";
    private String user = "";
    private String workingDirectory = "";
    private String stopGrace = "30";
    private String preStop = "";
    private final ChecksForm checks = new ChecksForm();
    private ImageDefaults own = ImageDefaults.NONE;

    /** @param environment of the template, with values */
    static TemplateForm of(PodTemplate template, Map<String, String> environment) {
        TemplateForm form = new TemplateForm();
        PodTemplate.Resources resources = template.resources();
        form.image = template.image();
        form.pullAlways = template.pull() == PodTemplate.Pull.ALWAYS;
        form.command = WordsText.print(template.command());
        form.arguments = WordsText.print(template.arguments());
        form.environment = EnvironmentText.print(environment);
        form.sources = SourcesText.print(template.sources());
        form.sourcesBefore.addAll(template.sources());
        form.ports = template.ports().stream()
                .map(port -> Integer.toString(port.number()))
                .collect(Collectors.joining(", "));
        form.cpuRequest = Integer.toString(resources.cpuRequestMillis());
        form.cpuLimit = resources.cpuLimitMillis() == 0 ? "" : Integer.toString(resources.cpuLimitMillis());
        form.memoryRequest = Long.toString(resources.memoryRequestBytes() >> 20);
        form.memoryLimit = Long.toString(resources.memoryLimitBytes() >> 20);
        form.pids = Integer.toString(resources.pids());
        form.user = template.user().orElse("");
        form.workingDirectory = template.workingDirectory().orElse("");
        form.stopGrace = Integer.toString(template.stopGraceSeconds());
        form.preStop = WordsText.print(template.preStop());
        form.checks.show(
                template.checks(),
                template.ports().stream().map(PodTemplate.Port::number).toList());
        return form;
    }

    /** Shows what an image brings, in every field in which the user has not typed something else. */
    void propose(ImageDefaults found) {
        ports = proposed(ports, own.getPortsText(), found.getPortsText());
        command = proposed(command, own.getCommandText(), found.getCommandText());
        arguments = proposed(arguments, own.getArgumentsText(), found.getArgumentsText());
        user = proposed(user, own.user(), found.user());
        workingDirectory = proposed(workingDirectory, own.workingDirectory(), found.workingDirectory());
        Map<String, String> variables = new TreeMap<>(found.environment());
        variables.putAll(own.stored(EnvironmentText.parse(environment)));
        environment = EnvironmentText.print(variables);
        own = found;
    }

    private static String proposed(String shown, String before, String found) {
        return shown.isBlank() || shown.equals(before) ? found : shown;
    }

    /**
     * What the user typed, without what is the image's own.
     *
     * @throws io.podspace.platform.PodSpaceException INVALID at the field that cannot be read
     */
    PodTemplate template() {
        ImageDefaults.Words words =
                own.stored(WordsText.parse("command", command), WordsText.parse("arguments", arguments));
        List<Integer> numbers = NumberText.ports("ports", ports);
        return new PodTemplate(
                image.strip(),
                pullAlways ? PodTemplate.Pull.ALWAYS : PodTemplate.Pull.IF_NOT_PRESENT,
                words.command(),
                words.arguments(),
                own.stored(EnvironmentText.parse(environment)),
                numbers.stream()
                        .map(number -> new PodTemplate.Port("port-" + number, number))
                        .toList(),
                resources(),
                typed(workingDirectory, own.workingDirectory()),
                typed(user, own.user()),
                NumberText.parse("stopGraceSeconds", stopGrace, 0, 3600),
                checks.checks(numbers),
                WordsText.parse("preStop", preStop),
                SourcesText.parse(sources).stream()
                        .map(source -> source.placedAsIn(sourcesBefore))
                        .toList());
    }

    /** One check of the form, as {@link ChecksForm#check}. */
    Check check(String role) {
        return checks.check(role, NumberText.ports("ports", ports));
    }

    public ChecksForm getChecks() {
        return checks;
    }

    private static Optional<String> typed(String shown, String own) {
        return Optional.of(shown.strip()).filter(text -> !text.isEmpty() && !text.equals(own));
    }

    private PodTemplate.Resources resources() {
        return new PodTemplate.Resources(
                NumberText.parse("cpuRequest", cpuRequest, 1, 1_000_000),
                cpuLimit.isBlank() ? 0 : NumberText.parse("cpuLimit", cpuLimit, 1, 1_000_000),
                (long) NumberText.parse("memoryRequest", memoryRequest, 1, 16_000_000) << 20,
                (long) NumberText.parse("memoryLimit", memoryLimit, 4, 16_000_000) << 20,
                NumberText.parse("pids", pids, 1, 1_000_000));
    }

    /** What the image brings; nothing before it was looked at. */
    public ImageDefaults getOwn() {
        return own;
    }

    public String getImage() {
        return image;
    }

    public void setImage(String image) {
        this.image = image;
    }

    public boolean isPullAlways() {
        return pullAlways;
    }

    public void setPullAlways(boolean pullAlways) {
        this.pullAlways = pullAlways;
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public String getArguments() {
        return arguments;
    }

    public void setArguments(String arguments) {
        this.arguments = arguments;
    }

    public String getEnvironment() {
        return environment;
    }

    public void setEnvironment(String environment) {
        this.environment = environment.replace("\r\n", "\n");
    }

    /** Variables from config maps and secrets, as {@link SourcesText}. */
    public String getSources() {
        return sources;
    }

    public void setSources(String sources) {
        this.sources = sources;
    }

    public String getPorts() {
        return ports;
    }

    public void setPorts(String ports) {
        this.ports = ports;
    }

    public String getCpuRequest() {
        return cpuRequest;
    }

    public void setCpuRequest(String cpuRequest) {
        this.cpuRequest = cpuRequest;
    }

    public String getCpuLimit() {
        return cpuLimit;
    }

    public void setCpuLimit(String cpuLimit) {
        this.cpuLimit = cpuLimit;
    }

    public String getMemoryRequest() {
        return memoryRequest;
    }

    public void setMemoryRequest(String memoryRequest) {
        this.memoryRequest = memoryRequest;
    }

    public String getMemoryLimit() {
        return memoryLimit;
    }

    public void setMemoryLimit(String memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    public String getPids() {
        return pids;
    }

    public void setPids(String pids) {
        this.pids = pids;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getWorkingDirectory() {
        return workingDirectory;
    }

    public void setWorkingDirectory(String workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    public String getStopGrace() {
        return stopGrace;
    }

    public String getPreStop() {
        return preStop;
    }

    public void setPreStop(String preStop) {
        this.preStop = preStop;
    }

    public void setStopGrace(String stopGrace) {
        this.stopGrace = stopGrace;
    }
}
