package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.HostRef;
import io.podspace.host.HostWatches;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Carries out effects, beside the passes: a pass begins them and returns, their end wakes the next one. No transaction, no
 * rows. What came of an effect is kept in {@link Workbench} until a plan has dealt with it; if this process dies, the
 * host's next listing tells as much.
 */
final class Effects {
    private static final Logger LOG = System.getLogger(Effects.class.getName());
    /** Of a check's command; what takes longer is left to the engine's own runs. */
    private static final Duration FIRST_RUN = Duration.ofSeconds(2);

    /**
     * What an effect needs beyond its own values; asked for only when its turn comes.
     *
     * @param preStop puts on record that the command runs now; false when it was on record already
     */
    record Context(
            long deployment,
            BooleanSupplier mayAct,
            Creation.Recipe recipe,
            Predicate<Action.Stop> preStop,
            Function<String, Optional<RegistryLogin>> login) {}

    private final ContainerDriver driver;
    private final Creation creation;
    private final Termination termination;
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
        this.creation = new Creation(driver);
        this.termination = new Termination(driver, clock);
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
            } catch (Creation.MissingImage e) {
                workbench.image(e.image(), new ImageState.Missing());
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
            watches.hadNoSpace(host);
        }
    }

    private Effort act(Action.Effect effect, Context context) {
        HostRef host = host(effect.host());
        return switch (effect) {
            case Action.Start start -> {
                String id = creation.create(host, start, context.recipe());
                driver.start(host, id);
                watches.look(effect.host(), id);
                yield new Effort.Done(effect, watches.listings(effect.host()));
            }
            case Action.RunHook run -> {
                creation.runOnce(host, creation.create(host, run, context.recipe()));
                yield new Effort.Done(effect, watches.listings(effect.host()));
            }
            case Action.Stop stop ->
                new Effort.Harvested(effect, termination.stop(host, stop, () -> context.preStop()
                        .test(stop)));
            case Action.Harvest harvest -> new Effort.Harvested(effect, termination.harvest(host, harvest.name()));
            case Action.Remove remove -> {
                driver.remove(host, remove.name());
                yield new Effort.Done(effect, watches.listings(effect.host()));
            }
            case Action.TryCheck tried -> new Effort.Tried(effect, missing(host, tried));
            case Action.Pull pull -> throw new IllegalStateException("pulls have their own way");
            case Action.CancelStart cancel -> throw new IllegalStateException("nothing to carry out");
        };
    }

    /** One that fails otherwise is left to the engine's own runs. */
    private boolean missing(HostRef host, Action.TryCheck tried) {
        try {
            return driver.exec(host, tried.name(), tried.command(), FIRST_RUN).notRun();
        } catch (PodSpaceException e) {
            LOG.log(Level.DEBUG, tried + " told nothing.", e);
            return false;
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
}
