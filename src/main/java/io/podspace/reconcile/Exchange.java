package io.podspace.reconcile;

import io.podspace.deployment.Strategy.Kind;
import io.podspace.pod.PodPhase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The passage from older revisions to the wanted one within the slots that are kept, and from hosts that are drained to
 * others: whose turn it is, by the strategy.
 * Bounds as in Kubernetes: active attempts at most wanted plus surge, available ones at least wanted minus unavailable by
 * our own action, and at most surge plus unavailable new ones that are not available yet. What is not available anyway is
 * replaced in its place; where nothing has become ready there is nothing to lose, so all go at once. While it is not known
 * how proxies treat a ready pod, nobody is exchanged.
 */
final class Exchange implements Passage {
    private static final class Slot {
        final int number;
        final Fleet.Lost lost;
        PodRow current;
        PodRow older;
        /** Nothing more may begin here: an attempt on a silent host holds it, or its successor is on its way. */
        boolean taken;

        Slot(int number, Fleet.Lost lost) {
            this.number = number;
            this.lost = lost;
        }

        boolean empty() {
            return current == null && older == null && !taken;
        }
    }

    private final Wanted wanted;
    private final Fleet.Knowledge knowledge;
    private final int surge;
    private final int unavailable;
    private final List<Slot> slots = new ArrayList<>();
    private final List<PodRow> leaving = new ArrayList<>();
    private final List<Fleet.Need> needs = new ArrayList<>();
    /** What slots that there are too few of shall get. */
    private final Deque<Fleet.Need> missing = new ArrayDeque<>();

    private int active;
    private int available;
    private int inFlight;
    private int ready;
    /** Nobody has said how proxies treat some pod: this process has just begun, and what it cannot see may be broken. */
    private boolean unheard;

    Exchange(Wanted wanted, Fleet.Knowledge knowledge) {
        this.wanted = wanted;
        this.knowledge = knowledge;
        surge = wanted.surge();
        unavailable = wanted.strategy().unavailable(wanted.pods());
    }

    @Override
    public void holds(int number, List<PodRow> attempts, Fleet.Lost lost) {
        Slot slot = new Slot(number, lost);
        for (PodRow pod : attempts) {
            active++;
            available += knowledge.available(pod) ? 1 : 0;
            ready += pod.phase() == PodPhase.READY ? 1 : 0;
            unheard |= pod.phase() == PodPhase.READY && knowledge.reachable(pod) && !knowledge.heardOf(pod);
            if (pod.revision() == wanted.revision() && !knowledge.moves(pod)) {
                slot.current = pod;
                inFlight += knowledge.available(pod) ? 0 : 1;
            } else if (knowledge.reachable(pod)) {
                slot.older = pod;
            } else {
                slot.taken = true;
            }
        }
        slots.add(slot);
    }

    /** Slots that there are too few of: in the proportion of old and new, as Kubernetes spreads them. */
    @Override
    public void add(List<Integer> numbers) {
        long older = slots.stream().filter(slot -> slot.older != null).count();
        long current = slots.stream().filter(slot -> slot.current != null).count();
        boolean spread =
                older > 0 && !wanted.goesBack() && (wanted.strategy().kind() != Kind.RECREATE || wanted.paused());
        long old = spread ? Math.round((double) numbers.size() * older / (older + current)) : 0;
        Optional<PodRow> pattern = slots.stream()
                .map(slot -> slot.older)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(PodRow::revision));
        for (int i = 0; i < numbers.size(); i++) {
            long revision = i < numbers.size() - old
                    ? wanted.revision()
                    : pattern.orElseThrow().revision();
            missing.add(new Fleet.Need(numbers.get(i), revision, Action.Heritage.NONE));
        }
    }

    /** After a stage there are more pairs than the exchange allows: what is missing then waits until some have gone. */
    private void fill() {
        while (!missing.isEmpty() && hasRoom()) {
            Fleet.Need next = missing.remove();
            need(next.slot(), next.revision(), next.heritage());
        }
    }

    @Override
    public void go() {
        fill();
        slots.stream().filter(Slot::empty).forEach(this::refill);
        if (wanted.paused() || unheard) {
            slots.stream().filter(slot -> slot.lost != null).forEach(this::again);
            return;
        }
        switch (wanted.strategy().kind()) {
            case RECREATE -> recreate();
            case ROLLING, CANARY, BLUE_GREEN -> roll();
        }
    }

    @Override
    public List<PodRow> leaving() {
        return leaving;
    }

    @Override
    public List<Fleet.Need> needs() {
        return needs;
    }

    /** A slot that lost its only attempt. */
    private void refill(Slot slot) {
        Fleet.Lost lost = slot.lost;
        if (lost == null || lost.revision() == wanted.revision()) {
            need(slot.number, wanted.revision(), lost == null ? Action.Heritage.NONE : lost.heritage());
        } else if (wanted.paused()
                || unheard
                || !mayReplace(false) && wanted.strategy().kind() != Kind.RECREATE) {
            need(slot.number, lost.revision(), lost.heritage());
        } else {
            need(slot.number, wanted.revision(), Action.Heritage.NONE);
        }
    }

    /** While nothing is exchanged, a lost successor comes back beside the old one, for it was there. */
    private void again(Slot slot) {
        if (slot.older != null && slot.current == null && slot.lost.revision() == wanted.revision() && hasRoom()) {
            need(slot.number, wanted.revision(), slot.lost.heritage());
        }
    }

    private void recreate() {
        for (Slot slot : slots) {
            if (slot.older != null) {
                leave(slot);
                if (slot.current == null && !slot.taken) {
                    need(slot.number, wanted.revision(), Action.Heritage.NONE);
                }
            }
        }
    }

    private void roll() {
        shrink();
        for (Slot slot : slots) {
            if (slot.older != null && slot.current != null && !knowledge.available(slot.older)) {
                leave(slot);
            }
        }
        leaveSpare(slot -> slot.current != null && knowledge.available(slot.current));
        fill();
        for (Slot slot : slots) {
            if (waits(slot) && !knowledge.available(slot.older) && mayReplace(slot.older.phase() == PodPhase.READY)) {
                leave(slot);
                need(slot.number, wanted.revision(), ofSuccessor(slot));
            }
        }
        slots.stream()
                .filter(this::waits)
                .sorted(Comparator.comparing(slot -> slot.lost == null))
                .forEach(slot -> {
                    if (hasRoom()) {
                        need(slot.number, wanted.revision(), ofSuccessor(slot));
                        slot.taken = true;
                    }
                });
        leaveSpare(slot -> slot.current != null);
        for (Slot slot : slots) {
            if (waits(slot) && knowledge.available(slot.older) && available > wanted.pods() - unavailable) {
                leave(slot);
                need(slot.number, wanted.revision(), ofSuccessor(slot));
            }
        }
    }

    /** What a successor that ended just now leaves behind: its failures count on, or a crash loop would never be one. */
    private Action.Heritage ofSuccessor(Slot slot) {
        return slot.lost != null && slot.lost.revision() == wanted.revision()
                ? slot.lost.heritage()
                : Action.Heritage.NONE;
    }

    /**
     * After scaling down, or with a tighter strategy, successors that are not available yet are too many. On the way back
     * the successors are the proven ones.
     */
    private void shrink() {
        for (Slot slot : slots) {
            if (active > wanted.pods() + surge
                    && slot.older != null
                    && slot.current != null
                    && !knowledge.available(slot.current)
                    && !(wanted.goesBack() && slot.current.phase() == PodPhase.READY)) {
                leaving.add(slot.current);
                slot.current = null;
                active--;
                inFlight--;
            }
        }
    }

    /** It holds an old attempt only, and its turn has not come. */
    private boolean waits(Slot slot) {
        return slot.older != null && slot.current == null && !slot.taken;
    }

    private boolean hasRoom() {
        return active < wanted.pods() + surge;
    }

    private boolean mayReplace(boolean wasReady) {
        return inFlight < surge + unavailable || !wasReady && wanted.goesBack() || !wasReady && ready == 0;
    }

    private void leaveSpare(Predicate<Slot> which) {
        for (Slot slot : slots) {
            if (slot.older != null && which.test(slot) && available > wanted.pods() - unavailable) {
                leave(slot);
            }
        }
    }

    private void leave(Slot slot) {
        leaving.add(slot.older);
        active--;
        available -= knowledge.available(slot.older) ? 1 : 0;
        slot.older = null;
    }

    private void need(int slot, long revision, Action.Heritage heritage) {
        needs.add(new Fleet.Need(slot, revision, heritage));
        active++;
        inFlight += revision == wanted.revision() ? 1 : 0;
    }
}
