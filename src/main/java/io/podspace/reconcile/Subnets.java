package io.podspace.reconcile;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which addresses a project's network gets. Of a subnet the engine hands out the lower half to pods (its first address is
 * the gateway); the upper half is for balancers, whose addresses are fixed.
 */
final class Subnets {
    private Subnets() {}

    /**
     * The lowest subnet of the pool that overlaps with nothing.
     *
     * @param prefix length of the subnets, greater than the pool's, at most 29
     * @param taken subnets of other projects
     * @param avoid what the host reaches elsewhere
     * @return empty when the pool is used up
     */
    static Optional<String> next(String pool, int prefix, Collection<String> taken, Collection<String> avoid) {
        Cidr whole = Cidr.of(pool);
        long step = new Cidr(0, prefix).size();
        return free(
                LongStream.iterate(whole.first(), first -> first <= whole.last(), first -> first + step),
                prefix,
                Stream.concat(taken.stream(), avoid.stream()));
    }

    /** As {@link #next}, the highest: for networks of one host, which must not meet those of projects that span all. */
    static Optional<String> last(String pool, int prefix, Collection<String> taken, Collection<String> avoid) {
        Cidr whole = Cidr.of(pool);
        long step = new Cidr(0, prefix).size();
        return free(
                LongStream.iterate(whole.last() + 1 - step, first -> first >= whole.first(), first -> first - step),
                prefix,
                Stream.concat(taken.stream(), avoid.stream()));
    }

    private static Optional<String> free(LongStream firsts, int prefix, Stream<String> others) {
        List<Cidr> occupied = others.map(Cidr::of).toList();
        return firsts.mapToObj(first -> new Cidr(first, prefix))
                .filter(candidate -> occupied.stream().noneMatch(candidate::overlaps))
                .findFirst()
                .map(Cidr::toString);
    }

    /** The half that the engine hands out. */
    static String podRange(String subnet) {
        Cidr whole = Cidr.of(subnet);
        return new Cidr(whole.first(), whole.prefix() + 1).toString();
    }

    /**
     * The lowest free address for a balancer.
     *
     * @param taken addresses of the project's other balancers
     * @return empty when the upper half is used up
     */
    static Optional<String> balancer(String subnet, Set<String> taken) {
        Cidr whole = Cidr.of(subnet);
        // The last one is the broadcast address.
        return LongStream.range(whole.first() + whole.size() / 2, whole.last())
                .mapToObj(Cidr::address)
                .filter(address -> !taken.contains(address))
                .findFirst();
    }
}
