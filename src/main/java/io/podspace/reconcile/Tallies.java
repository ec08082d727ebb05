package io.podspace.reconcile;

import io.podspace.service.Tally;
import io.podspace.service.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what pods answer while a rollout is judged: each epoch takes up what the one before had counted, with what the
 * proxies have counted since, and writes it down every few seconds. A deployment is in the hands of one thread at a time.
 */
final class Tallies {
    static final Duration PERIOD = Duration.ofSeconds(5);

    private final Traffic traffic;
    private final Ledger ledger;
    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();

    /** @param begun when this epoch took it up */
    private record Kept(long epoch, long rollout, Instant begun, Tally tally, Instant at) {}

    Tallies(Traffic traffic, Ledger ledger) {
        this.traffic = traffic;
        this.ledger = ledger;
    }

    /**
     * Nothing without a rollout, which alone is judged by it.
     *
     * @param proxies of the pods of the current revision; empty while they are not known
     */
    Answers answers(
            long deployment, Optional<RolloutRow> rollout, Optional<Set<String>> proxies, long epoch, Instant now) {
        if (rollout.isEmpty()) {
            kept.remove(deployment);
            return Answers.NONE;
        }
        traffic.hold(deployment, now);
        long id = rollout.get().id();
        Kept last = kept.get(deployment);
        if (last == null || last.epoch() != epoch || last.rollout() != id) {
            Tally before = ledger.tally(id);
            if (!before.equals(Tally.NONE)) {
                traffic.resume(deployment, before, now);
            }
            last = new Kept(epoch, id, now, before, now);
            kept.put(deployment, last);
        }
        Optional<Instant> looked = proxies.flatMap(names -> names.isEmpty() ? Optional.of(now) : traffic.looked(names));
        return new Answers(traffic.of(deployment), looked, last.begun());
    }

    /** Also when nothing was answered, but there are other pods: without a mark of theirs nobody could count on. */
    void keep(Snapshot snapshot, long epoch) {
        Kept last = kept.get(snapshot.deployment());
        if (last == null || snapshot.now().isBefore(last.at().plus(PERIOD))) {
            return;
        }
        Tally tally = traffic.tally(snapshot.deployment());
        if (!tally.courses().equals(last.tally().courses())
                || !Set.copyOf(tally.marks()).equals(Set.copyOf(last.tally().marks()))) {
            ledger.keep(epoch, snapshot.deployment(), last.rollout(), tally);
        }
        kept.put(snapshot.deployment(), new Kept(epoch, last.rollout(), last.begun(), tally, snapshot.now()));
    }
}
