package io.podspace.service;

import java.util.Optional;
import java.util.Set;

/**
 * Fixed addresses for balancers out of the upper half of a project's subnet; the engine hands out the lower half to pods.
 * Pure.
 */
public final class BalancerAddresses {
    private BalancerAddresses() {}

    /**
     * @param subnet IPv4 CIDR block, prefix at most 30
     * @param taken addresses of the project's other balancers
     * @return the lowest free one; empty when all are taken
     */
    public static Optional<String> next(String subnet, Set<String> taken) {
        String[] parts = subnet.split("/");
        long size = 1L << (32 - Integer.parseInt(parts[1]));
        long base = number(parts[0]);
        for (long address = base + size / 2; address < base + size - 1; address++) {
            String text = text(address);
            if (!taken.contains(text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String text(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
    }
}
