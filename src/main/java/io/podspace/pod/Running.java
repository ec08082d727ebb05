package io.podspace.pod;

import io.podspace.host.ContainerState;
import io.podspace.host.HostKeeper;
import io.podspace.host.ObservedContainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Whether a pod's container runs, as this node's watch of the host sees it. A silent host is unknown, not empty. */
final class Running implements BooleanSupplier {
    /** What was only just started may not have been listed yet. */
    private static final int ABSENCES = 4;

    private final HostKeeper hosts;
    private final long host;
    private final String container;
    private int absent;

    Running(HostKeeper hosts, long host, String container) {
        this.hosts = hosts;
        this.host = host;
        this.container = container;
    }

    @Override
    public boolean getAsBoolean() {
        Optional<List<ObservedContainer>> there = hosts.seen("pod").entrySet().stream()
                .filter(each -> each.getKey().id() == host)
                .map(Map.Entry::getValue)
                .findFirst();
        if (there.isEmpty()) {
            return true;
        }
        Optional<ContainerState> state = there.get().stream()
                .filter(each -> each.name().equals(container))
                .map(ObservedContainer::state)
                .findFirst();
        absent = state.isEmpty() ? absent + 1 : 0;
        return state.map(Running::lives).orElse(absent < ABSENCES);
    }

    private static boolean lives(ContainerState state) {
        return switch (state) {
            case CREATED, RUNNING, PAUSED, RESTARTING -> true;
            case REMOVING, EXITED, DEAD -> false;
        };
    }
}
