package io.podspace.haproxy;

import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable.Listener;
import java.util.Comparator;
import java.util.List;

/**
 * The structure of a proxy: what only a reload can change.
 *
 * @param listeners of a balancer, by port
 * @param pools all backend sections, in the order of the text
 */
record Layout(Kind kind, List<Listener> listeners, List<Pool> pools) {
    Layout {
        listeners = listeners.stream()
                .sorted(Comparator.comparingInt(Listener::port))
                .toList();
        pools = List.copyOf(pools);
    }
}
