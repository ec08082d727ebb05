package io.podspace.image;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.ImageFacts;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The inspections under way on this node and those that ended lately. Asking twice for the same image of a project while
 * it runs joins the first. Limited in number, since each may be a pull.
 */
final class Inspections {
    private static final Logger LOG = System.getLogger(Inspections.class.getName());
    private static final int MOST_OF_PROJECT = 4;
    private static final int MOST = 32;
    private static final Duration KEPT = Duration.ofMinutes(15);

    private static final class Task {
        final long project;
        final ImageReference reference;
        volatile Inspection state = new Inspection.Running("Looking for the image", OptionalInt.empty());
        volatile Instant endedAt;

        Task(long project, ImageReference reference) {
            this.project = project;
            this.reference = reference;
        }

        boolean running() {
            return endedAt == null;
        }
    }

    private final ContainerDriver driver;
    private final Executor executor;
    private final Clock clock;
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();

    Inspections(ContainerDriver driver, Executor executor, Clock clock) {
        this.driver = driver;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Starts one, or joins one.
     *
     * @return its id
     * @throws PodSpaceException TOO_MANY_REQUESTS
     */
    synchronized String start(long project, ImageReference reference, HostRef host, Optional<RegistryLogin> login) {
        Instant old = clock.instant().minus(KEPT);
        tasks.values().removeIf(task -> !task.running() && task.endedAt.isBefore(old));
        for (Map.Entry<String, Task> each : tasks.entrySet()) {
            Task task = each.getValue();
            if (task.running() && task.project == project && task.reference.equals(reference)) {
                return each.getKey();
            }
        }
        long running = tasks.values().stream().filter(Task::running).count();
        long ofProject = tasks.values().stream()
                .filter(task -> task.running() && task.project == project)
                .count();
        if (running >= MOST || ofProject >= MOST_OF_PROJECT) {
            throw new PodSpaceException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "Other images are being looked at already. Wait for one of them to end.");
        }
        String id = UUID.randomUUID().toString();
        Task task = new Task(project, reference);
        tasks.put(id, task);
        executor.execute(() -> run(task, host, login));
        return id;
    }

    /** @return empty when this node knows none of that id in that project */
    Optional<Inspection> state(long project, String id) {
        return Optional.ofNullable(tasks.get(id))
                .filter(task -> task.project == project)
                .map(task -> task.state);
    }

    private void run(Task task, HostRef host, Optional<RegistryLogin> login) {
        try {
            String reference = task.reference.canonical();
            ImageFacts facts = driver.image(host, reference)
                    .orElseGet(() -> driver.pull(host, reference, login, progress -> task.state = running(progress)));
            task.state = new Inspection.Done(reference, facts);
        } catch (PodSpaceException e) {
            task.state = new Inspection.Failed(e.code(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Image " + task.reference + " could not be inspected", e);
            task.state = new Inspection.Failed(
                    ErrorCode.INTERNAL, "The image could not be inspected; the server's log says why.");
        } finally {
            task.endedAt = clock.instant();
        }
    }

    private static Inspection.Running running(PullProgress progress) {
        return new Inspection.Running(
                progress.status(),
                progress.totalBytes() > 0
                        ? OptionalInt.of((int) (100 * progress.doneBytes() / progress.totalBytes()))
                        : OptionalInt.empty());
    }
}
