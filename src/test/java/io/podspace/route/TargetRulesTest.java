package io.podspace.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetRulesTest {
    @Test
    void takesWeightsFromNoneToAll() {
        List<RouteTarget> targets = List.of(new RouteTarget("a", 80, 256), new RouteTarget("b", 80, 0));
        assertThat(TargetRules.check(targets)).isEqualTo(targets);
    }

    @Test
    void refusesTheRest() {
        refuses(List.of(), "targets");
        refuses(List.of(new RouteTarget("a b", 80, 1)), "targets[0].service");
        refuses(List.of(new RouteTarget("a", 65_536, 1)), "targets[0].port");
        refuses(List.of(new RouteTarget("a", 80, 257)), "targets[0].weight");
        refuses(List.of(new RouteTarget("a", 80, -1)), "targets[0].weight");
        refuses(List.of(new RouteTarget("a", 80, 0)), "targets[0].weight");
        refuses(List.of(new RouteTarget("a", 80, 1), new RouteTarget("a", 80, 2)), "targets[1].service");
    }

    @ParameterizedTest
    @CsvSource({
        "8000,8443,false,http://a.b:8000/x",
        "80,443,false,http://a.b/x",
        "8000,8443,true,https://a.b:8443/x",
        "80,443,true,https://a.b/x"
    })
    void tellsTheUrl(int http, int https, boolean secure, String url) {
        assertThat(RouteUrl.of(new Settings.Router("127.0.0.1", http, https, "apps", "console"), "a.b", "/x", secure))
                .isEqualTo(url);
    }

    private static void refuses(List<RouteTarget> targets, String field) {
        assertThatThrownBy(() -> TargetRules.check(targets))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains(field));
    }
}
