package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.haproxy.Slot.Admin;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Listener;
import io.podspace.service.ProxyTable.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text against golden files; {@code -Dpodspace.golden=write} writes them anew, to be read before they are kept. */
class ConfigTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/haproxy");
    private static final Surroundings SURROUNDINGS =
            new Surroundings("10.0.0.130", 8000, 8443, "0123456789abcdef", "fedcba9876543210");

    @Test
    void balancer() throws IOException {
        Layout layout = new Layout(
                Kind.BALANCER,
                List.of(new Listener(5432, "s7-5432"), new Listener(80, "s7-80")),
                List.of(
                        new Pool("s7-80", new Profile(Protocol.HTTP, Algorithm.ROUND_ROBIN, false), 64),
                        new Pool("s7-5432", new Profile(Protocol.TCP, Algorithm.LEAST_CONNECTIONS, false), 64)));
        check(
                "balancer.cfg",
                ConfigText.of(
                        layout,
                        SURROUNDINGS,
                        List.of(
                                slot("s7-80", 1, 11, "10.0.0.2", Admin.READY),
                                slot("s7-80", 3, 13, "10.0.0.4", Admin.DRAIN),
                                slot("s7-80", 4, 0, Slot.NO_ADDRESS, Admin.MAINT),
                                slot("s7-5432", 64, 11, "10.0.0.2", Admin.READY))));
    }

    @Test
    void router() throws IOException {
        Layout layout =
                Layouts.wanted(Kind.ROUTER, new ProxyTable(List.of(), List.of(), List.of(), List.of()), Running.NONE);
        assertThat(layout.pools()).hasSize(40);
        check("router.cfg", ConfigText.of(layout, SURROUNDINGS, List.of()));
    }

    @Test
    void slotsAreNoStructureButAllElseIs() {
        Pool pool = new Pool("s7-80", new Profile(Protocol.HTTP, Algorithm.ROUND_ROBIN, false), 64);
        Layout layout = new Layout(Kind.BALANCER, List.of(new Listener(80, "s7-80")), List.of(pool));
        String structure = ConfigText.structure(layout, SURROUNDINGS);
        assertThat(ConfigText.structure(layout, SURROUNDINGS)).isEqualTo(structure);
        assertThat(ConfigText.structure(
                        new Layout(Kind.BALANCER, List.of(new Listener(81, "s7-80")), List.of(pool)), SURROUNDINGS))
                .isNotEqualTo(structure);
        assertThat(ConfigText.structure(
                        new Layout(Kind.BALANCER, layout.listeners(), List.of(pool.withSlots(128))), SURROUNDINGS))
                .isNotEqualTo(structure);
        assertThat(ConfigText.structure(
                        layout, new Surroundings("10.0.0.130", 8000, 8443, "0123456789abcdef", "aedcba9876543210")))
                .isNotEqualTo(structure);
    }

    private static Slot slot(String pool, int number, long pod, String address, Admin admin) {
        return new Slot(new SlotName(pool, number), pod, address, pod == 0 ? 0 : 8080, 1, admin, true, true, 0);
    }

    private static void check(String name, String text) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if ("write".equals(System.getProperty("podspace.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
