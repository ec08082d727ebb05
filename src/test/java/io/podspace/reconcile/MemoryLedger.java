package io.podspace.reconcile;

import io.podspace.deployment.HookState;
import io.podspace.deployment.RolloutState;
import io.podspace.placement.Usage;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodPhase;
import io.podspace.service.Tally;
import io.podspace.simulation.SimulatedCrash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Rows in memory, with the guards of the real ones. Scripted: the process may die just before or after a commit. */
final class MemoryLedger implements Ledger {
    final Map<Long, Wanted> deployments = new TreeMap<>();
    /** Every revision there ever was. */
    final Map<Long, Wanted.Made> made = new HashMap<>();

    /** Digests of images, by row id of the revision. */
    final Map<Long, String> pins = new HashMap<>();

    final Map<Long, PodRow> pods = new TreeMap<>();
    /** What somebody wants gone. */
    final Map<Long, Removal> removals = new HashMap<>();

    final Map<Long, Long> deploymentOfPod = new HashMap<>();
    /** Pods whose pre-stop command was about to be run. */
    private final Set<Long> preStops = new HashSet<>();
    /** As texts, like the real ones. */
    private final Map<Long, String> tallies = new HashMap<>();
    /** What became of rollouts, in order. */
    final List<RolloutRow> turns = new ArrayList<>();

    final List<Note> notes = new ArrayList<>();
    long epoch = 1;
    int commits;
    int crashBefore = Integer.MAX_VALUE;
    int crashAfter = Integer.MAX_VALUE;
    private long ids;

    @Override
    public Desired load(long deployment, Set<Long> seen) {
        return new Desired(
                Optional.ofNullable(deployments.get(deployment)).map(this::pinned),
                pods.values().stream()
                        .filter(pod -> deploymentOfPod.get(pod.id()) == deployment)
                        .filter(pod -> pod.phase() != PodPhase.ENDED || seen.contains(pod.id()))
                        .toList());
    }

    /** As the real one reads it: with the images by digest. */
    private Wanted pinned(Wanted wanted) {
        Map<Long, Wanted.Made> others = new HashMap<>();
        made.forEach((id, each) ->
                others.put(id, new Wanted.Made(each.number(), each.template().pinned(pins.get(id)))));
        return new Wanted(
                        wanted.deployment(),
                        wanted.uid(),
                        wanted.name(),
                        wanted.project(),
                        wanted.projectName(),
                        wanted.revision(),
                        wanted.revisionNumber(),
                        wanted.template().pinned(pins.get(wanted.revision())),
                        wanted.replicas(),
                        wanted.deleting(),
                        wanted.paused(),
                        wanted.strategy(),
                        others,
                        wanted.rollout(),
                        wanted.hooks(),
                        wanted.generation(),
                        wanted.observedGeneration(),
                        wanted.status())
                .removing(removals);
    }

    @Override
    public String pin(long underEpoch, long revision, String digest) {
        if (underEpoch != epoch) {
            throw new PodSpaceException(ErrorCode.CONFLICT, "Another node has taken over.");
        }
        pins.putIfAbsent(revision, digest);
        return pins.get(revision);
    }

    @Override
    public Map<Long, Usage> usage() {
        Map<Long, Usage> usage = new HashMap<>();
        pods.values().stream()
                .filter(pod -> pod.phase() != PodPhase.ENDED && pod.host().isPresent())
                .forEach(pod -> usage.put(
                        pod.host().get(),
                        usage.getOrDefault(pod.host().get(), Usage.NONE).plus(pod.request())));
        deployments.values().stream()
                .flatMap(wanted -> wanted.hooks().stream())
                .filter(hook -> hook.state() == HookState.RUNNING)
                .forEach(hook -> usage.merge(
                        hook.host().orElseThrow(),
                        Usage.NONE.plus(hook.request()),
                        (before, more) -> before.plus(hook.request())));
        return usage;
    }

    @Override
    public boolean preStop(long underEpoch, long pod) {
        if (underEpoch != epoch) {
            throw new PodSpaceException(ErrorCode.CONFLICT, "Another node has taken over.");
        }
        return preStops.add(pod);
    }

    @Override
    public Tally tally(long rollout) {
        return Optional.ofNullable(tallies.get(rollout)).map(TallySql::read).orElse(Tally.NONE);
    }

    @Override
    public void keep(long underEpoch, long deployment, long rollout, Tally tally) {
        if (underEpoch == epoch) {
            tallies.put(rollout, TallySql.write(tally));
        }
    }

    @Override
    public Recorded record(Pass pass) {
        Wanted now = deployments.get(pass.wanted().deployment());
        if (pass.epoch() != epoch
                || now == null
                || now.generation() != pass.wanted().generation()) {
            return new Recorded.Outdated();
        }
        if (--crashBefore == 0) {
            throw SimulatedCrash.at("before a commit");
        }
        List<PodRow> created = write(pass, now.with(merged(now.hooks(), pass.hooks())));
        commits++;
        if (--crashAfter == 0) {
            throw SimulatedCrash.at("after a commit");
        }
        return new Recorded.Written(created);
    }

    @Override
    public Map<String, String> environment(Wanted wanted, long revision) {
        return Map.of("GREETING", "hello");
    }

    /** The wish as somebody changed it. */
    void wish(Wanted wanted) {
        Wanted before = deployments.get(wanted.deployment());
        made.put(wanted.revision(), new Wanted.Made(wanted.revisionNumber(), wanted.template()));
        long generation = before == null ? 1 : before.generation() + 1;
        deployments.put(wanted.deployment(), wanted.told(wanted.status(), generation, wanted.observedGeneration()));
    }

    List<PodRow> live() {
        return pods.values().stream()
                .filter(pod -> pod.phase() != PodPhase.ENDED)
                .toList();
    }

    private static List<HookRow> merged(List<HookRow> before, List<HookRow> changed) {
        Map<Long, HookRow> hooks = new TreeMap<>();
        before.forEach(hook -> hooks.put(hook.id(), hook));
        changed.forEach(hook -> hooks.put(hook.id(), hook));
        return List.copyOf(hooks.values());
    }

    private Wanted turned(Pass pass, Wanted now) {
        if (pass.rollout().isEmpty()) {
            return now;
        }
        RolloutRow row = pass.rollout().get();
        turns.add(row);
        Wanted next = now.with(Optional.of(row).filter(each -> !each.state().over()));
        if (row.state() != RolloutState.ROLLING_BACK || now.goesBack()) {
            return next;
        }
        long back = row.from().orElseThrow();
        Wanted there = Given.wanted(now.replicas(), (int) back, made.get(back).template(), now.deleting())
                .with(now.strategy())
                .with(now.hooks())
                .with(next.rollout());
        return there.told(now.status(), now.generation() + 1, now.observedGeneration());
    }

    private List<PodRow> write(Pass pass, Wanted now) {
        List<PodRow> created = new ArrayList<>();
        for (PodRow row : pass.created()) {
            int attempt = 1
                    + (int) pods.values().stream()
                            .filter(pod -> deploymentOfPod.get(pod.id()) == now.deployment())
                            .filter(pod -> pod.slot() == row.slot())
                            .count();
            PodRow written = row.written(++ids, "uid-" + ids, attempt);
            created.add(written);
            pods.put(written.id(), written);
            deploymentOfPod.put(written.id(), now.deployment());
        }
        for (PodRow row : pass.changed()) {
            pods.get(row.id()).phase().to(row.phase());
            pods.put(row.id(), row);
        }
        pass.notes().forEach(note -> notes.add(note.written(created)));
        Wanted after = turned(pass, now);
        DeploymentStatus status = pass.status().orElse(now.status());
        deployments.put(
                now.deployment(),
                after.told(
                        status,
                        after.generation(),
                        pass.status().isPresent() ? now.generation() : now.observedGeneration()));
        if (pass.removed()) {
            deployments.remove(now.deployment());
            pods.keySet().removeIf(id -> deploymentOfPod.get(id) == now.deployment());
        }
        return created;
    }
}
