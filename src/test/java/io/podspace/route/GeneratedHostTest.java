package io.podspace.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedHostTest {
    @Test
    void isReadable() {
        assertThat(new GeneratedHost("web", "shop", "apps.localhost").plain()).isEqualTo("web-shop.apps.localhost");
    }

    @Test
    void tellsAmbiguousNamesApart() {
        GeneratedHost one = new GeneratedHost("a-b", "c", "apps.localhost");
        GeneratedHost other = new GeneratedHost("a", "b-c", "apps.localhost");
        assertThat(one.plain()).isEqualTo(other.plain());
        assertThat(one.hashed()).isNotEqualTo(other.hashed()).matches("a-b-c-[0-9a-f]{8}\\.apps\\.localhost");
    }

    @Test
    void fitsTheLongestNames() {
        String name = "a".repeat(40);
        String label = new GeneratedHost(name, name, "apps.localhost").plain().replace(".apps.localhost", "");
        assertThat(label).hasSize(63).matches("a+-a+-[0-9a-f]{8}");
    }

    @Test
    void isAlwaysALabelAndHashedNamesAreUnique() {
        Random random = new Random(3);
        Set<String> pairs = new HashSet<>();
        Set<String> hosts = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            String route = name(random);
            String project = name(random);
            GeneratedHost host = new GeneratedHost(route, project, "d");
            for (String made : List.of(host.plain(), host.hashed())) {
                assertThat(made).matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?\\.d");
            }
            if (pairs.add(route + "/" + project)) {
                assertThat(hosts.add(host.hashed())).isTrue();
            }
        }
    }

    private static String name(Random random) {
        int length = random.nextInt(1, 41);
        StringBuilder name = new StringBuilder("a");
        while (name.length() < length) {
            name.append("ab-".charAt(random.nextInt(3)));
        }
        return name.toString().replaceAll("-+$", "");
    }
}
