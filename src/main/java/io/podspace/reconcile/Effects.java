package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerState;
import io.podspace.host.ExecResult;
import io.podspace.host.HostRef;
import io.podspace.host.HostWatches;
import io.podspace.host.ImageFacts;
import io.podspace.host.ObservedContainer;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.image.ImageReference;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Carries out effects, beside the passes: a pass begins them and returns, their end wakes the next one. No transaction, no
 * rows. What came of an effect is kept in {@link Workbench} until a plan has dealt with it; if this process dies, the
 * host's next listing tells as much.
 */
final class Effects {
    private static final Logger LOG = System.getLogger(Effects.class.getName());
    private static final int LAST_LINES = 50;
    private static final int LONGEST_WORDS = 500;
    /** What the stop signal gets when the pre-stop command used all of the grace, and a first run of a check's command. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private static final int LAST_LINES_LENGTH = 16_000;

    /**
     * What an effect needs beyond its own values; asked for only when its turn comes.
     *
     * @param preStop puts on record that the command runs now; false when it was on record already
     */
    record Context(
            long deployment,
            BooleanSupplier mayAct,
            Making making,
            Predicate<Action.Stop> preStop,
            Function<String, Optional<RegistryLogin>> login) {}

    /** How a container is made. */
    interface Making {
        /** As its revision says. */
        String image(Action.Make make);

        /** The answer to what the image is exactly: asked once for all that one pass begins of a revision on a host. */
        String exact(Action.Make make, Supplier<String> question);

        /** What that means, by digest, for all pods of the revision: the first answer stays. @return that one */
        String pin(Action.Make make, String digest);

        /** @param image exactly */
        ContainerSpec spec(Action.Make make, String image);
    }

    private final ContainerDriver driver;
    private final HostWatches watches;
    private final Workbench workbench;
    private final Clock clock;
    private final Function<Action.Effect, Executor> crews;
    private final LongConsumer done;

    /**
     * @param crews whose turn it is: limits what runs at a time
     * @param done called with the deployment after each effect
     */
    Effects(
            ContainerDriver driver,
            HostWatches watches,
            Workbench workbench,
            Clock clock,
            Function<Action.Effect, Executor> crews,
            LongConsumer done) {
        this.driver = driver;
        this.watches = watches;
        this.workbench = workbench;
        this.clock = clock;
        this.crews = crews;
        this.done = done;
    }

    /** Begins an effect, unless one on the same container is under way. */
    void begin(Action.Effect effect, Context context) {
        if (effect instanceof Action.CancelStart cancel) {
            workbench.cancel(context.deployment(), cancel.name());
        } else if (effect instanceof Action.Pull pull) {
            if (workbench.pullBegins(pull.image())) {
                crews.apply(effect).execute(() -> pull(pull, context));
            }
        } else if (workbench.begins(context.deployment(), effect)) {
            crews.apply(effect).execute(() -> run(effect, context));
        }
    }

    private void run(Action.Effect effect, Context context) {
        long deployment = context.deployment();
        if (workbench.cancelled(deployment, effect.name()) || !context.mayAct().getAsBoolean()) {
            workbench.forget(deployment, effect.name());
        } else {
            try {
                workbench.ended(deployment, act(effect, context));
                if (effect instanceof Action.Make) {
                    watches.stored(effect.host());
                }
            } catch (MissingImage e) {
                workbench.image(e.image, new ImageState.Missing());
                workbench.forget(deployment, effect.name());
            } catch (PodSpaceException e) {
                noteFull(effect.host(), e);
                workbench.failed(deployment, effect, e.code(), e.getMessage(), clock.instant());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, effect + " failed unexpectedly; it is tried again.", e);
                workbench.failed(
                        deployment,
                        effect,
                        ErrorCode.INTERNAL,
                        "An internal error occurred; see the log.",
                        clock.instant());
            }
        }
        watches.wake(effect.host());
        done.accept(deployment);
    }

    private void noteFull(long host, PodSpaceException e) {
        if (e.code() == ErrorCode.HOST_FULL) {
            LOG.log(Level.WARNING, e.getMessage(), e);
            watches.refused(host);
        }
    }

    private Effort act(Action.Effect effect, Context context) {
        HostRef host = host(effect.host());
        return switch (effect) {
            case Action.Start start -> {
                String id = create(host, start, context);
                driver.start(host, id);
                watches.look(effect.host(), id);
                yield new Effort.Done(effect, watches.listings(effect.host()));
            }
            case Action.RunHook run -> {
                runOnce(host, create(host, run, context));
                yield new Effort.Done(effect, watches.listings(effect.host()));
            }
            case Action.Stop stop -> {
                Instant end = clock.instant().plusSeconds(stop.graceSeconds());
                String said = stop.preStop().isEmpty() ? "" : preStop(host, stop, context);
                Duration left = Duration.between(clock.instant(), end);
                driver.stop(host, stop.name(), stop.preStop().isEmpty() || left.compareTo(LEAST) > 0 ? left : LEAST);
                yield new Effort.Harvested(effect, harvest(host, stop.name()).after(said));
            }
            case Action.Harvest harvest -> new Effort.Harvested(effect, harvest(host, harvest.name()));
            case Action.Remove remove -> {
                driver.remove(host, remove.name());
                yield new Effort.Done(effect, watches.listings(effect.host()));
            }
            case Action.TryCheck tried -> new Effort.Tried(effect, missing(host, tried));
            case Action.Pull pull -> throw new IllegalStateException("pulls have their own way");
            case Action.CancelStart cancel -> throw new IllegalStateException("nothing to carry out");
        };
    }

    /** What takes longer, or fails otherwise, is left to the engine's own runs. */
    private boolean missing(HostRef host, Action.TryCheck tried) {
        try {
            return driver.exec(host, tried.name(), tried.command(), LEAST).notRun();
        } catch (PodSpaceException e) {
            LOG.log(Level.DEBUG, tried + " told nothing.", e);
            return false;
        }
    }

    /** It holds up no stop: what went wrong is told with the last lines. A process that died may have run it already. */
    private String preStop(HostRef host, Action.Stop stop, Context context) {
        if (!context.preStop().test(stop)) {
            return "(the pre-stop command had been begun before the server was started anew, and was not run again)";
        }
        try {
            ExecResult result = driver.exec(
                    host, stop.name(), stop.preStop(), Duration.ofSeconds(Math.max(1, stop.graceSeconds())));
            if (result.notRun()) {
                return "(the pre-stop command could not be run: the image has no '%s' that can be executed)"
                        .formatted(stop.preStop().getFirst());
            }
            return result.exitCode() == 0
                    ? ""
                    : "(the pre-stop command ended with exit code %d: %s)"
                            .formatted(
                                    result.exitCode(), shortened(result.output().strip()));
        } catch (PodSpaceException e) {
            return "(the pre-stop command could not be run: %s)".formatted(shortened(e.getMessage()));
        }
    }

    private static String shortened(String words) {
        return words.substring(0, Math.min(LONGEST_WORDS, words.length()));
    }

    /** @return the container's id */
    private String create(HostRef host, Action.Make make, Context context) {
        ContainerSpec spec =
                context.making().spec(make, context.making().exact(make, () -> exact(host, make, context.making())));
        try {
            return driver.create(host, spec);
        } catch (PodSpaceException e) {
            if (e.code() == ErrorCode.IMAGE) {
                throw new MissingImage(new ImageOn(host.id(), make.project(), spec.image()));
            }
            throw e;
        }
    }

    /** It may be one that another process made and started: then it has run, or runs. */
    private void runOnce(HostRef host, String container) {
        boolean fresh = driver.inspect(host, container)
                .filter(each -> each.state() == ContainerState.CREATED)
                .isPresent();
        if (fresh) {
            driver.start(host, container);
        }
    }

    /** A tag is resolved once for a revision. An image that no registry knows has no digest and is taken by its tag. */
    private String exact(HostRef host, Action.Make make, Making making) {
        String image = making.image(make);
        ImageReference reference = ImageReference.parse(image);
        if (reference.digest().isPresent()) {
            return image;
        }
        return driver.image(host, image)
                .flatMap(ImageFacts::digest)
                .filter(found -> reference.at(digest(found)).familiar().equals(found))
                .map(found -> reference.at(making.pin(make, digest(found))).familiar())
                .orElse(image);
    }

    private static String digest(String found) {
        return found.substring(found.indexOf('@') + 1);
    }

    private Ending harvest(HostRef host, String container) {
        Optional<ObservedContainer> last = driver.inspect(host, container);
        if (last.isEmpty()) {
            return Ending.NONE;
        }
        Optional<Integer> code = last.get().exitCode().stream().boxed().findFirst();
        return new Ending(code, last.get().outOfMemory(), lastLines(host, container));
    }

    private String lastLines(HostRef host, String container) {
        try {
            List<String> lines = driver.lastLines(host, container, LAST_LINES);
            String text = String.join("\n", lines);
            return text.length() <= LAST_LINES_LENGTH ? text : text.substring(text.length() - LAST_LINES_LENGTH);
        } catch (PodSpaceException e) {
            return "(its last lines could not be read: " + e.getMessage() + ")";
        }
    }

    private void pull(Action.Pull pull, Context context) {
        ImageOn image = pull.image();
        try {
            driver.pull(
                    host(image.host()),
                    image.reference(),
                    context.login().apply(image.reference()),
                    progress -> workbench.image(image, new ImageState.Pulling(progress)));
            watches.stored(image.host());
            workbench.image(image, new ImageState.Pulled(clock.instant()));
        } catch (PodSpaceException e) {
            noteFull(image.host(), e);
            workbench.pullFailed(image, e.code(), e.getMessage(), clock.instant());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, pull + " failed unexpectedly; it is tried again.", e);
            workbench.pullFailed(
                    image, ErrorCode.INTERNAL, "An internal error occurred; see the log.", clock.instant());
        }
        done.accept(context.deployment());
    }

    private HostRef host(long id) {
        if (!watches.hosts().containsKey(id)) {
            throw new PodSpaceException(ErrorCode.HOST_UNREACHABLE, "The host is not known any more.");
        }
        return watches.hosts().get(id).ref();
    }

    /** Progress of which nothing is known yet. */
    static PullProgress begun() {
        return new PullProgress("Waiting", 0, 0);
    }

    private static final class MissingImage extends RuntimeException {
        private final transient ImageOn image;

        MissingImage(ImageOn image) {
            this.image = image;
        }
    }
}
