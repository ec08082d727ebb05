package io.podspace.reconcile;

import io.podspace.host.PullProgress;
import io.podspace.platform.ErrorCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this process is doing, and what came of what it did: memory only. Safe for use by several threads. Nothing here may
 * be needed for correctness after a restart.
 */
final class Workbench {
    /** Progress of which nothing is known yet. */
    private static final PullProgress BEGUN = new PullProgress("Waiting", 0, 0);

    private final Map<Long, Map<String, Effort>> efforts = new HashMap<>();
    private final Map<Long, Map<String, Instant>> strangers = new HashMap<>();
    private final Map<ImageOn, ImageState> images = new HashMap<>();
    /** How often a pull has failed in a row, kept while it is tried again. */
    private final Map<ImageOn, Integer> pullFailures = new HashMap<>();

    private final Map<String, Integer> failures = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    /** What is under way, and may have looked for what it needs before that was there. */
    private final Set<String> hastened = new HashSet<>();

    synchronized Efforts efforts(long deployment) {
        return new Efforts(
                efforts.getOrDefault(deployment, Map.of()), images, strangers.getOrDefault(deployment, Map.of()));
    }

    /** @return false when something is under way on that container */
    synchronized boolean begins(long deployment, Action.Effect effect) {
        Map<String, Effort> mine = efforts.computeIfAbsent(deployment, id -> new HashMap<>());
        if (mine.get(effect.name()) instanceof Effort.Running) {
            return false;
        }
        mine.put(effect.name(), new Effort.Running(effect));
        hastened.remove(effect.name());
        return true;
    }

    synchronized void ended(long deployment, Effort effort) {
        efforts.computeIfAbsent(deployment, id -> new HashMap<>())
                .put(effort.effect().name(), effort);
        failures.remove(effort.effect().name());
        hastened.remove(effort.effect().name());
    }

    synchronized void failed(long deployment, Action.Effect effect, ErrorCode code, String message, Instant at) {
        if (hastened.remove(effect.name()) && code == ErrorCode.NOT_FOUND) {
            failures.remove(effect.name());
            forget(deployment, effect.name());
            return;
        }
        int times = failures.merge(effect.name(), 1, Integer::sum);
        efforts.computeIfAbsent(deployment, id -> new HashMap<>())
                .put(effect.name(), new Effort.Failed(effect, code, message, at, times));
    }

    synchronized void forget(long deployment, String container) {
        efforts.getOrDefault(deployment, new HashMap<>()).remove(container);
    }

    /**
     * Something that containers of a project need may be there now: what failed for want of it is forgotten, so that it is
     * tried again, and so is what is under way, should it fail.
     *
     * @return deployments of which something failed
     */
    synchronized Set<Long> hasten(long project) {
        Set<Long> waited = new HashSet<>();
        efforts.forEach((deployment, mine) -> mine.values().removeIf(effort -> {
            if (!(effort.effect() instanceof Action.Make make) || make.project() != project) {
                return false;
            }
            if (effort instanceof Effort.Running) {
                hastened.add(make.name());
            }
            boolean failed = effort instanceof Effort.Failed failure && failure.code() == ErrorCode.NOT_FOUND;
            if (failed) {
                failures.remove(make.name());
                waited.add(deployment);
            }
            return failed;
        }));
        return waited;
    }

    synchronized void cancel(long deployment, String container) {
        if (efforts.getOrDefault(deployment, Map.of()).get(container) instanceof Effort.Running running
                && running.effect() instanceof Action.Make) {
            cancelled.add(container);
        }
    }

    /** Whether the effect whose turn has come is not wanted any more; asking forgets the wish. */
    synchronized boolean cancelled(long deployment, String container) {
        return cancelled.remove(container);
    }

    /** @return false when the image is being fetched already */
    synchronized boolean pullBegins(ImageOn image) {
        if (images.get(image) instanceof ImageState.Pulling) {
            return false;
        }
        images.put(image, new ImageState.Pulling(BEGUN));
        return true;
    }

    synchronized void image(ImageOn image, ImageState state) {
        images.put(image, state);
        if (state instanceof ImageState.Pulled) {
            pullFailures.remove(image);
        }
    }

    synchronized void pullFailed(ImageOn image, ErrorCode code, String message, Instant at) {
        int times = pullFailures.merge(image, 1, Integer::sum);
        images.put(image, new ImageState.PullFailed(code, message, at, times));
    }

    /**
     * After a plan: forgets efforts on containers that nobody knows any more, and remembers the strangers that it saw.
     *
     * @param known names of containers that have live rows or were seen
     */
    synchronized void planned(long deployment, Set<String> known, List<String> seen, Instant now) {
        Map<String, Effort> mine = efforts.get(deployment);
        if (mine != null) {
            mine.entrySet()
                    .removeIf(each -> !(each.getValue() instanceof Effort.Running) && !known.contains(each.getKey()));
            if (mine.isEmpty()) {
                efforts.remove(deployment);
            }
        }
        if (seen.isEmpty()) {
            strangers.remove(deployment);
        } else {
            Map<String, Instant> first = strangers.computeIfAbsent(deployment, id -> new HashMap<>());
            first.keySet().retainAll(seen);
            seen.forEach(name -> first.putIfAbsent(name, now));
        }
    }
}
