package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void pathsSayWhatIsAskedFor() {
        assertThat(of(true, "v1", "namespaces", "shop", "pods", "web-0"))
                .isEqualTo(new Target(
                        "", "v1", Optional.of("shop"), "pods", Optional.of("web-0"), Optional.empty(), Map.of()));
        assertThat(of(false, "apps", "v1", "namespaces", "shop", "deployments", "web", "scale"))
                .isEqualTo(new Target(
                        "apps",
                        "v1",
                        Optional.of("shop"),
                        "deployments",
                        Optional.of("web"),
                        Optional.of("scale"),
                        Map.of()));
        assertThat(of(true, "v1", "namespaces", "shop"))
                .isEqualTo(new Target(
                        "", "v1", Optional.empty(), "namespaces", Optional.of("shop"), Optional.empty(), Map.of()));
        assertThat(of(true, "v1", "namespaces", "shop", "status").subresource()).contains("status");
        assertThat(of(true, "v1", "pods").namespace()).isEmpty();
    }

    @Test
    void oddPathsAreNotFound() {
        for (List<String> path : List.of(
                List.of("v1", ".."),
                List.of("v1", "pods", ""),
                List.of("v1", "namespaces", "a/b", "pods"),
                List.of("v1", "namespaces", "a%2e", "pods"),
                List.of("v1", "namespaces", "é", "pods"),
                List.of("v1", "a".repeat(300)),
                List.of("v1", "namespaces", "a", "b", "c", "d", "e"))) {
            assertThatThrownBy(() -> Target.of(path, true, Map.of()))
                    .as(path.toString())
                    .isInstanceOfSatisfying(
                            ApiFault.class,
                            fault -> assertThat(fault.status().code()).isEqualTo(404));
        }
    }

    @Test
    void aMalformedQueryIsABadRequest() {
        assertThatThrownBy(() -> Target.parse("a=%zz")).isInstanceOf(ApiFault.class);
        assertThat(Target.parse("limit=5&watch=&x")).containsEntry("limit", "5").containsKeys("watch", "x");
    }

    private static Target of(boolean core, String... path) {
        return Target.of(List.of(path), core, Map.of());
    }
}
