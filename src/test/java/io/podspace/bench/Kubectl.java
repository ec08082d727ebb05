package io.podspace.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real kubectl at the box's API, as its administrator: what a benchmark asks of PodSpace goes the way of every client. */
final class Kubectl {
    private static final int LIMIT_SECONDS = 60;
    private final String configuration;
    private final String project;

    /** @param configuration file, as {@code podspace kubeconfig} writes it */
    Kubectl(String configuration, String project) {
        this.configuration = configuration;
        this.project = project;
    }

    void createProject() throws Exception {
        run("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(project), List.of("create", "-f", "-"));
    }

    void apply(String manifest) throws Exception {
        run(manifest, List.of("-n", project, "apply", "-f", "-"));
    }

    /** Output of a command in the project. */
    String ask(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("-n", project));
        all.addAll(List.of(words));
        return run("", all).strip();
    }

    private String run(String input, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--request-timeout=30s"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", configuration);
        Process process = builder.start();
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
