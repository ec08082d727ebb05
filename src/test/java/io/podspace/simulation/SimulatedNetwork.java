package io.podspace.simulation;

import io.podspace.host.NetworkSpec;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.Map;
import java.util.TreeMap;

/** A network of a simulated engine: hands out addresses of its pod range; the first of the subnet is the gateway. */
final class SimulatedNetwork {
    final NetworkSpec spec;
    private final Map<Long, String> taken = new TreeMap<>();

    SimulatedNetwork(NetworkSpec spec) {
        this.spec = spec;
        taken.put(first(spec.subnet()) + 1, "gateway");
    }

    boolean overlaps(NetworkSpec other) {
        return first(spec.subnet()) <= last(other.subnet()) && first(other.subnet()) <= last(spec.subnet());
    }

    boolean used() {
        return taken.size() > 1;
    }

    String take(String container) {
        for (long address = first(spec.podRange()); address <= last(spec.podRange()); address++) {
            boolean edge = address == first(spec.subnet()) || address == last(spec.subnet());
            if (!edge && taken.putIfAbsent(address, container) == null) {
                return text(address);
            }
        }
        throw new PodSpaceException(ErrorCode.ENGINE, "No address is left in network " + spec.name() + ".");
    }

    String take(String container, String fixed) {
        long address = number(fixed);
        if (address < first(spec.subnet()) || address > last(spec.subnet())) {
            throw new PodSpaceException(ErrorCode.ENGINE, fixed + " is outside of network " + spec.name() + ".");
        }
        String holder = taken.putIfAbsent(address, container);
        if (holder != null && !holder.equals(container)) {
            throw new PodSpaceException(ErrorCode.ENGINE, "Address already in use: " + fixed + ".");
        }
        return fixed;
    }

    void free(String address) {
        taken.remove(number(address));
    }

    private static long first(String cidr) {
        int prefix = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
        return number(cidr.substring(0, cidr.indexOf('/'))) & (0xFFFFFFFFL << (32 - prefix));
    }

    private static long last(String cidr) {
        int prefix = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
        return first(cidr) + (1L << (32 - prefix)) - 1;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String text(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
