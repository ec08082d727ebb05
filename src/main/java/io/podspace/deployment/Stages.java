package io.podspace.deployment;

import java.util.List;

/**
 * What the strategies that go by stages are told beyond bounds and times. Immutable; part of the JSON of {@link Strategy}.
 *
 * @param steps of a canary, with rising weights
 * @param switchesByItself blue/green: once the second set holds ready, requests go to it without asking anybody
 * @param keepSeconds blue/green: how long the old set is kept after the switch, for an instant way back
 */
public record Stages(List<Step> steps, boolean switchesByItself, int keepSeconds) {
    /** A tenth and half of the requests, a minute each; five minutes for the way back. */
    public static final Stages DEFAULT = new Stages(List.of(new Step(10, 60), new Step(50, 60)), true, 300);

    public Stages {
        steps = List.copyOf(steps);
    }

    /**
     * A step of a canary.
     *
     * @param weight percent of the requests that the new revision gets, 1-100
     * @param pauseSeconds until the next step; {@link Stage#UNTIL_PROMOTED}
     */
    public record Step(int weight, int pauseSeconds) {
        Stage stage() {
            return new Stage(weight, weight, pauseSeconds);
        }
    }

    List<Stage> canary() {
        return steps.stream().map(Step::stage).toList();
    }

    List<Stage> blueGreen() {
        return List.of(
                new Stage(100, 0, switchesByItself ? 0 : Stage.UNTIL_PROMOTED), new Stage(100, 100, keepSeconds));
    }
}
