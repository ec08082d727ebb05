package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Checks;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.RouteEntry;
import io.podspace.service.ProxyTable.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final int ROUNDS = 4;

    @Test
    void aPodEntersItsSlotOnlyThroughDrainAndAFailedHealth() {
        ModelProxy proxy = balancer();
        assertThat(lines(Changes.between(service(pod(7, Wish.SERVE)), proxy.running(), false)))
                .containsExactly(
                        "add map /etc/haproxy/slots.map s1-80/s1 7",
                        "set server s1-80/s1 addr 10.0.0.8 port 8080",
                        "set server s1-80/s1 weight 1",
                        "set server s1-80/s1 state drain; set server s1-80/s1 health down; set server s1-80/s1 state ready");
    }

    @Test
    void aPodLeavesInTwoRounds() {
        ModelProxy proxy = balancer();
        settle(proxy, service(pod(7, Wish.SERVE)));
        List<Command> first = Changes.between(service(), proxy.running(), false);
        assertThat(lines(first)).containsExactly("set server s1-80/s1 state maint");
        proxy.run(first);
        assertThat(lines(Changes.between(service(), proxy.running(), false)))
                .containsExactly("set server s1-80/s1 addr 0.0.0.0 port 0", "del map /etc/haproxy/slots.map s1-80/s1");
    }

    @Test
    void requestsGoToOthersBeforeTheyAreTakenFromASlot() {
        ModelProxy proxy = balancer();
        settle(proxy, service(weighted(7, 256), weighted(8, 0)));
        assertThat(lines(Changes.between(service(weighted(7, 0), weighted(8, 256)), proxy.running(), false)))
                .containsExactly("set server s1-80/s2 weight 256", "set server s1-80/s1 weight 0");
    }

    private static Endpoint weighted(long id, int weight) {
        return new Endpoint(id, "10.0.0." + (id + 1), 8080, weight, Wish.SERVE);
    }

    @Test
    void theCookieOfAPodSetAsideIsNotHonouredUntilItIsBackOrGone() {
        ModelProxy proxy = router();
        settle(proxy, sticky(pod(1, Wish.SERVE), pod(2, Wish.SERVE)));
        assertThat(proxy.aside).isEmpty();
        settle(proxy, sticky(aside(1), pod(2, Wish.SERVE)));
        assertThat(proxy.aside).isEqualTo(Map.of("c-10.0.0.2:8080", "1"));
        settle(proxy, sticky(pod(1, Wish.SERVE), aside(2)));
        assertThat(proxy.aside).isEqualTo(Map.of("c-10.0.0.3:8080", "2"));
        settle(proxy, sticky(pod(1, Wish.SERVE)));
        assertThat(proxy.aside).isEmpty();
    }

    private static Endpoint aside(long id) {
        return new Endpoint(id, "10.0.0." + (id + 1), 8080, 0, Wish.SERVE, true, Checks.NONE);
    }

    private static ProxyTable sticky(Endpoint... pods) {
        return new ProxyTable(
                List.of(),
                List.of(new RouteEntry("a.example", "/", "r1", Insecure.ALLOW)),
                List.of(new Backend("r1", Protocol.HTTP, Algorithm.ROUND_ROBIN, true, List.of(pods))),
                List.of());
    }

    @Test
    void aRouteThatChangesItsWayOfChoosingMovesToAnotherPoolWithoutAGap() {
        ModelProxy proxy = router();
        settle(proxy, route(Algorithm.ROUND_ROBIN, pod(1, Wish.SERVE)));
        List<Command> commands = Changes.between(route(Algorithm.SOURCE, pod(1, Wish.SERVE)), proxy.running(), true);
        assertThat(lines(commands))
                .containsExactly(
                        "add map /etc/haproxy/pools.map http-src-1 r1",
                        "add map /etc/haproxy/slots.map http-src-1/s1 1",
                        "set server http-src-1/s1 addr 10.0.0.2 port 8080",
                        "set server http-src-1/s1 weight 1",
                        "set server http-src-1/s1 state drain; set server http-src-1/s1 state ready",
                        "set map /etc/haproxy/routes.map a.example/ http-src-1|allow|/",
                        "set server http-rr-1/s1 state maint");
    }

    @Test
    void anyTableIsReachedFromAnyOtherAndThenNothingIsLeftToDo() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            boolean router = random.nextBoolean();
            ModelProxy proxy = router ? router() : balancer();
            for (int step = 0; step < 20; step++) {
                ProxyTable table = router ? randomRoutes(random) : service(randomPods(random));
                TableRules.check(router ? Kind.ROUTER : Kind.BALANCER, table);
                interrupted(proxy, table, random);
                proxy.check();
                proxy.traffic(random);
                settle(proxy, table);
                assertThat(Changes.between(table, proxy.running(), router))
                        .as("seed %d step %d", seed, step)
                        .isEmpty();
                assertThat(proxy.serving()).as("seed %d step %d", seed, step).isEqualTo(expected(table));
                assertThat(proxy.servedUnchecked)
                        .as("seed %d step %d", seed, step)
                        .isEmpty();
            }
        }
    }

    /** Only sessions of slots that serve, and what others do, may be seen later: nothing that a pass decides by. */
    @Test
    void whatIsReadOfDoubtfulPoolsAloneGivesTheSameCommandsAsReadingEverything() {
        int spared = 0;
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            ModelProxy proxy = router();
            KnownSlots known = new KnownSlots();
            ProxyTable table = randomRoutes(random);
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(4) == 0) {
                    table = randomRoutes(random);
                }
                Running whole = proxy.running();
                Set<String> assigned = whole.assigned().keySet();
                Set<String> anew = known.toRead(assigned, step);
                anew.forEach(pool -> known.read(pool, whole.slots().get(pool)));
                spared += assigned.size() - anew.size();
                List<Command> commands = Changes.between(table, whole.with(known.all()), true);
                assertThat(lines(commands))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(lines(Changes.between(table, whole, true)));
                known.told(commands);
                proxy.run(commands.subList(0, random.nextInt(commands.size() + 1)));
                proxy.check();
                proxy.traffic(random);
            }
        }
        assertThat(spared).isPositive();
    }

    @Test
    void everythingIsReadAgainAfterTwoSecondsAndAfterADoubt() {
        KnownSlots known = new KnownSlots();
        Set<String> pools = Set.of("http-rr-1", "http-rr-2");
        assertThat(known.toRead(pools, 0)).isEqualTo(pools);
        known.read("http-rr-1", List.of());
        assertThat(known.toRead(pools, 1)).containsExactly("http-rr-2");
        known.read("http-rr-2", List.of());
        assertThat(known.toRead(pools, 1_999_999_999)).isEmpty();
        assertThat(known.toRead(pools, 2_000_000_001)).isEqualTo(pools);
        pools.forEach(pool -> known.read(pool, List.of()));
        known.told(List.of(Command.weight(new SlotName("http-rr-2", 3), 1)));
        assertThat(known.toRead(pools, 2_000_000_002)).containsExactly("http-rr-2");
        known.doubt();
        assertThat(known.toRead(pools, 2_000_000_003)).isEqualTo(pools);
    }

    /** A pass that is cut off after any command, as by a lost connection. */
    private static void interrupted(ModelProxy proxy, ProxyTable table, Random random) {
        List<Command> commands = Changes.between(table, proxy.running(), proxy.router());
        proxy.run(commands.subList(0, random.nextInt(commands.size() + 1)));
    }

    private static void settle(ModelProxy proxy, ProxyTable table) {
        for (int round = 0; round < ROUNDS; round++) {
            proxy.run(Changes.between(table, proxy.running(), proxy.router()));
            proxy.check();
            proxy.traffic(new NoTraffic());
        }
    }

    /** Ends every request and begins none. */
    private static final class NoTraffic extends Random {
        private boolean last;

        @Override
        public boolean nextBoolean() {
            last = !last;
            return false;
        }
    }

    private static Map<String, Set<Long>> expected(ProxyTable table) {
        Map<String, Set<Long>> expected = new HashMap<>();
        for (Backend backend : table.backends()) {
            backend.endpoints().stream()
                    .filter(endpoint -> endpoint.wish().serves() && ModelProxy.answers(endpoint.address()))
                    .forEach(endpoint -> expected.computeIfAbsent(backend.key(), key -> new HashSet<>())
                            .add(endpoint.pod()));
        }
        return expected;
    }

    private static ModelProxy balancer() {
        return model(Kind.BALANCER, service());
    }

    private static ModelProxy router() {
        return model(Kind.ROUTER, route(Algorithm.ROUND_ROBIN));
    }

    /** Few slots: the model looks at each of them after each command. */
    private static ModelProxy model(Kind kind, ProxyTable table) {
        List<Pool> pools = Layouts.wanted(kind, table, Running.NONE).pools().stream()
                .map(pool -> pool.withSlots(16))
                .toList();
        return new ModelProxy(pools, kind == Kind.ROUTER);
    }

    private static ProxyTable service(Endpoint... pods) {
        return new ProxyTable(
                List.of(new Listener(80, "s1-80")),
                List.of(),
                List.of(new Backend("s1-80", Protocol.HTTP, Algorithm.ROUND_ROBIN, false, List.of(pods))),
                List.of());
    }

    private static ProxyTable route(Algorithm algorithm, Endpoint... pods) {
        return new ProxyTable(
                List.of(),
                List.of(new RouteEntry("a.example", "/", "r1", Insecure.ALLOW)),
                List.of(new Backend("r1", Protocol.HTTP, algorithm, false, List.of(pods))),
                List.of());
    }

    private static ProxyTable randomRoutes(Random random) {
        List<RouteEntry> routes = new ArrayList<>();
        List<Backend> backends = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            if (random.nextInt(4) > 0) {
                Algorithm algorithm = Algorithm.values()[random.nextInt(3)];
                backends.add(new Backend(
                        "r" + i, Protocol.HTTP, algorithm, random.nextBoolean(), List.of(randomPods(random))));
                Insecure insecure = Insecure.values()[random.nextInt(2)];
                routes.add(new RouteEntry("h" + random.nextInt(2) + ".example", "/p" + i, "r" + i, insecure));
            }
        }
        return new ProxyTable(List.of(), routes, backends, List.of());
    }

    private static Endpoint[] randomPods(Random random) {
        List<Endpoint> pods = new ArrayList<>();
        int first = random.nextInt(12);
        for (int pod = 1 + first; pod <= first + random.nextInt(7); pod++) {
            Wish wish = Wish.values()[random.nextInt(Wish.values().length)];
            // Addresses are used again by later pods, as engines do.
            pods.add(new Endpoint(
                    pod,
                    "10.0.0." + (pod % 5 + 1),
                    8080,
                    1 + random.nextInt(3),
                    wish,
                    random.nextInt(4) == 0,
                    Checks.NONE));
        }
        return pods.toArray(Endpoint[]::new);
    }

    private static Endpoint pod(long pod, Wish wish) {
        return new Endpoint(pod, "10.0.0." + (pod + 1), 8080, 1, wish);
    }

    private static List<String> lines(List<Command> commands) {
        return commands.stream().map(Command::line).toList();
    }
}
