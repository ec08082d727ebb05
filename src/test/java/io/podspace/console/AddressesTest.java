package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @Test
    void knowsPagesWithTheirParts() {
        assertThat(Addresses.match("/projects")).contains(new Addresses.Page("projects", Map.of()));
        assertThat(Addresses.match("/project/shop/"))
                .contains(new Addresses.Page("overview", Map.of("project", "shop")));
        assertThat(Addresses.match("/project/shop/deployments/web-1"))
                .contains(new Addresses.Page("deployment", Map.of("project", "shop", "deployment", "web-1")));
        assertThat(Addresses.match("/project/shop/routes/17"))
                .contains(new Addresses.Page("route", Map.of("project", "shop", "route", "17")));
        assertThat(Addresses.match("/admin/hosts/2")).contains(new Addresses.Page("host", Map.of("host", "2")));
    }

    @Test
    void prefersAWordToAPart() {
        assertThat(Addresses.match("/admin/hosts/new")).contains(new Addresses.Page("host", Map.of()));
        assertThat(Addresses.match("/project/shop/routes/new"))
                .map(Addresses.Page::parameters)
                .contains(Map.of("project", "shop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/nowhere",
                "/project",
                "/project/",
                "/project/Shop",
                "/project/a&b=c",
                "/project/../admin",
                "/project/shop/x",
                "/project//add",
                "/WEB-INF/pages/overview.xhtml",
                "/jakarta.faces.resource/theme.css.xhtml"
            })
    void leavesEverythingElseAlone(String path) {
        assertThat(Addresses.match(path)).isEqualTo(Optional.empty());
    }
}
