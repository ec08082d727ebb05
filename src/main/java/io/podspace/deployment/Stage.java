package io.podspace.deployment;

/**
 * A stage of a rollout in which old and new pods stand side by side: every old pod stays, and so many new ones are there
 * beside them.
 *
 * @param share new pods, in percent of the wanted number, 1-100
 * @param weight percent of the requests that the new pods get together, 0-100
 * @param pauseSeconds from when they get them to the next stage; {@link #UNTIL_PROMOTED}
 */
public record Stage(int share, int weight, int pauseSeconds) {
    /** Somebody has to say that it goes on. */
    public static final int UNTIL_PROMOTED = -1;

    /** New pods of so many wanted ones; at least one of any. */
    public int pods(int wanted) {
        return Amount.percent(share).roundedUp(wanted);
    }

    /** Whether it ends only when somebody says so. */
    public boolean waitsForPromotion() {
        return pauseSeconds == UNTIL_PROMOTED;
    }
}
