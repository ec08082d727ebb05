package io.podspace.simulation;

import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Effect.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The script of what goes wrong: crashes at the nth effect, and refusals of single operations. */
final class Disturbances {
    private record Refusal(Operation operation, PodSpaceException error, int left) {}

    private final List<Refusal> refusals = new ArrayList<>();
    private int crashBefore = Integer.MAX_VALUE;
    private int crashAfter = Integer.MAX_VALUE;
    private boolean crashed;
    private int count;

    void crashBefore(int nth) {
        crashBefore = count + nth;
    }

    void crashAfter(int nth) {
        crashAfter = count + nth;
    }

    void revive() {
        crashed = false;
        crashBefore = Integer.MAX_VALUE;
        crashAfter = Integer.MAX_VALUE;
    }

    void refuse(Operation operation, PodSpaceException error, int times) {
        refusals.add(new Refusal(operation, error, times));
    }

    /** A dead process makes no calls, neither reads nor effects. */
    void alive() {
        if (crashed) {
            throw new SimulatedCrash("the process is dead until revive()");
        }
    }

    void before(Effect effect) {
        alive();
        count++;
        if (count >= crashBefore) {
            crashed = true;
            throw new SimulatedCrash("before " + effect);
        }
        Optional<Refusal> refusal = refusals.stream()
                .filter(each -> each.operation() == effect.operation())
                .findFirst();
        if (refusal.isPresent()) {
            Refusal used = refusal.get();
            int at = refusals.indexOf(used);
            refusals.remove(at);
            if (used.left() > 1) {
                refusals.add(at, new Refusal(used.operation(), used.error(), used.left() - 1));
            }
            throw used.error();
        }
    }

    void after(Effect effect) {
        if (count >= crashAfter) {
            crashed = true;
            throw new SimulatedCrash("after " + effect);
        }
    }
}
