package io.podspace.pod;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerProcess;
import io.podspace.host.HostRef;
import io.podspace.host.ProcessWish;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One pod, opened for somebody who may run commands in it. It outlives the request: its holder asks every second or so
 * whether the right is still there ({@code Bearers.valid}, {@code Permissions.allowed} with {@link #project}) and closes it
 * if not. Closing ends what runs in it.
 */
public final class PodSession extends Session {
    private static final int LONGEST_PROGRAM = 100;

    private final ContainerDriver driver;
    private final HostRef host;
    private final String container;
    private final Consumer<String> notes;
    private final List<ContainerProcess> processes = new ArrayList<>();

    /** @param notes gets a sentence about each thing that is begun */
    PodSession(ContainerDriver driver, HostRef host, String container, long project, Consumer<String> notes) {
        super(project);
        this.driver = driver;
        this.host = host;
        this.container = container;
        this.notes = notes;
    }

    /** Runs a command. The activity names its program only, since arguments may hold secrets. */
    public ContainerProcess run(ProcessWish wish) {
        ContainerProcess process = kept(driver.run(host, container, wish));
        notes.accept("ran " + program(wish.command().getFirst()) + (wish.tty() ? " in a terminal." : "."));
        return process;
    }

    /** Attaches to what the pod's own process writes. */
    public ContainerProcess attach() {
        ContainerProcess process = kept(driver.attach(host, container));
        notes.accept("attached to its output.");
        return process;
    }

    /** On one line, whatever it holds. */
    static String program(String word) {
        StringBuilder text = new StringBuilder();
        word.codePoints()
                .limit(LONGEST_PROGRAM)
                .forEach(c -> text.append(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                                ? "\\u%04x".formatted(c)
                                : Character.toString(c)));
        return text.toString();
    }

    private ContainerProcess kept(ContainerProcess process) {
        boolean late;
        synchronized (processes) {
            late = closed();
            if (!late) {
                processes.add(process);
            }
        }
        if (late) {
            process.close();
        }
        return process;
    }

    @Override
    void end() {
        List<ContainerProcess> running;
        synchronized (processes) {
            running = List.copyOf(processes);
        }
        running.forEach(ContainerProcess::close);
    }
}
