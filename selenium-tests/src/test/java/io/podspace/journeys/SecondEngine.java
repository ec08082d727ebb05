package io.podspace.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A real engine beside the box's own, in namespaces of its own; {@code provisioning/test/second.sh} starts it. */
final class SecondEngine {
    private final Path folder = Box.secondEngine();

    /** Where it asks for a client certificate. */
    String address() {
        return file("address");
    }

    /** For the test's own questions. */
    String socket() {
        return "unix://" + folder.resolve("engine.sock");
    }

    /** The text of one of its files. */
    String file(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It hangs: connections are taken and nothing answers. */
    void stop() {
        Command.run("kill", "-STOP", file("pid"));
    }

    void goOn() {
        Command.run("kill", "-CONT", file("pid"));
    }

    /** It dies with all that runs in it, and starts again on its data without its key: another engine, by its id. */
    void comeBackAsAnother() {
        String inside = processes();
        Command.run("kill", "-KILL", file("pid"), file("run/docker/containerd/containerd.pid"));
        Command.run("sh", "-c", "kill -KILL %s; pkill -KILL -f '[c]ontainerd-shim.* -address %s'; true"
                        .formatted(inside, at("run/docker/")));
        Command.run("rm", "-rf", at("pid"), at("engine.sock"), at("run/docker/containerd"), at("etc/key.json"));
        Command.run("sh", "-c", "setsid -f sh " + at("start") + " >" + at("log") + " 2>&1 </dev/null");
    }

    /** Ids of the first processes of all containers that run there: they outlive an engine that is killed. */
    private String processes() {
        return Command.run("docker", "-H", socket(), "ps", "-q")
                .lines()
                .map(container -> Command.run("docker", "-H", socket(), "inspect", "-f", "{{.State.Pid}}", container))
                .filter(process -> !process.equals("0"))
                .collect(Collectors.joining(" "));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Ids of the box's pods there. */
    Set<String> pods() {
        return ask("ps", "-q", "--no-trunc", "--filter", "label=io.podspace.kind=pod");
    }

    /** What a command in one of its containers says. */
    String inside(String container, String command) {
        return Command.run("docker", "-H", socket(), "exec", container, "sh", "-c", command);
    }

    Set<String> containers() {
        return ask("ps", "-aq", "--no-trunc");
    }

    Set<String> networks() {
        return ask("network", "ls", "-q");
    }

    private Set<String> ask(String... question) {
        String[] words = new String[question.length + 5];
        words[0] = "docker";
        words[1] = "-H";
        words[2] = socket();
        System.arraycopy(question, 0, words, 3, question.length);
        words[question.length + 3] = "--filter";
        words[question.length + 4] = "label=io.podspace.cluster=" + Box.cluster();
        return new TreeSet<>(Command.run(words).lines().toList());
    }
}
