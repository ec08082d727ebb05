package io.podspace.reconcile;

import java.util.List;

/** The question: within the slots that are kept, whose turn is it on the way from older revisions to the wanted one? Pure. */
interface Passage {

    /**
     * A slot that is kept.
     *
     * @param attempts at most one of the wanted revision, at most one reachable of another
     * @param lost null when it lost none just now
     */
    void holds(int number, List<PodRow> attempts, Fleet.Lost lost);

    /** Slots that there are too few of; after all that hold something. */
    void add(List<Integer> missing);

    /** Decides, once. */
    void go();

    /** Attempts to take out. */
    List<PodRow> leaving();

    /** At most one of each slot. */
    List<Fleet.Need> needs();
}
