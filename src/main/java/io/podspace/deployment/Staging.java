package io.podspace.deployment;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a rollout by stages has come. While it is in a stage, every old pod is still there, so that requests can go back
 * to them at once. Immutable.
 *
 * @param stage number of the stage, from 0; empty: there are none, or they are over
 * @param since when its pods had all held ready and got their share of requests; empty: not yet
 * @param weight percent of requests that pods of the new revision get together; empty: each pod as much as any other
 */
public record Staging(Optional<Integer> stage, Optional<Instant> since, Optional<Integer> weight) {
    /** Not by stages. */
    public static final Staging NONE = new Staging(Optional.empty(), Optional.empty(), Optional.empty());

    /** New pods get no request before those of the first stage have held ready. */
    public static final Staging BEGIN = new Staging(Optional.of(0), Optional.empty(), Optional.of(0));

    /** The stage's pods hold ready and get their share. */
    public Staging reached(Stage by, Instant now) {
        return new Staging(stage, Optional.of(now), Optional.of(by.weight()));
    }

    /** The pause begins anew. */
    Staging resumed(Instant now) {
        return new Staging(stage, since.map(before -> now), weight);
    }

    /**
     * The next stage, or the rest of the exchange. Old pods that get no request any more get none while they leave.
     *
     * @param stages how many there are
     */
    public Staging next(int stages) {
        int following = stage.orElseThrow() + 1;
        return following < stages
                ? new Staging(Optional.of(following), Optional.empty(), weight)
                : new Staging(Optional.empty(), Optional.empty(), weight.filter(percent -> percent == 100));
    }

    /** All requests go to the old pods, when all of them are still there. */
    public Staging back() {
        return stage.isPresent() ? new Staging(Optional.empty(), Optional.empty(), Optional.of(0)) : NONE;
    }
}
