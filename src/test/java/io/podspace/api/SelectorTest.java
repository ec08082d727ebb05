package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "app=web;true",
                "app==web;true",
                "app!=web;false",
                "tier!=back;true",
                "app in (web, api);true",
                "app notin (web);false",
                "tier notin (back);true",
                "app;true",
                "!app;false",
                "!tier;true",
                "app=web,tier=back;false",
                "app in (a,b),app;false"
            })
    void labels(String selector, boolean matches) {
        assertThat(Selector.of(target("labelSelector", selector)).test(web())).isEqualTo(matches);
    }

    @Test
    void namesOfFields() {
        assertThat(Selector.fields(target("fieldSelector", "metadata.name=web,status.phase!=Running")))
                .containsExactlyInAnyOrder("metadata.name", "status.phase");
        assertThat(Selector.fields(target("fieldSelector", ""))).isEmpty();
    }

    @Test
    void fields() {
        assertThat(Selector.of(target("fieldSelector", "metadata.name=web,status.phase!=Running"))
                        .test(web()))
                .isTrue();
        assertThat(Selector.of(target("fieldSelector", "metadata.name=api")).test(web()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "metadata.name, true",
        "status.phase, true",
        "spec.nodeName, true",
        "spec.restartPolicy, true",
        "foo.bar, false",
        "spec.nodename, false",
        "metadata.nam, false"
    })
    void fieldsThatPodsHave(String field, boolean known) {
        Resource pods = new Resource("", "v1", "pods", "Pod", true, List.of(), List.of(), List.of());
        Target target = target("fieldSelector", field + "!=x");
        if (known) {
            assertThatCode(() -> Selector.mustBeKnown(pods, target)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> Selector.mustBeKnown(pods, target))
                    .hasMessage("field label not supported: " + field);
        }
    }

    /** Of an object of which no more is known than its labels and a few fields. */
    @Test
    void asMuchAsIsKnown() {
        Selector selector = Selector.of(new Target(
                "",
                "v1",
                Optional.empty(),
                "pods",
                Optional.empty(),
                Optional.empty(),
                Map.of("labelSelector", "app=web,!tier", "fieldSelector", "status.phase=Running")));
        assertThat(selector.test(Map.of("app", "web")::get, field -> "Running")).isTrue();
        assertThat(selector.test(Map.of("app", "web")::get, field -> "Pending")).isFalse();
        assertThat(selector.test(Map.of("app", "web", "tier", "")::get, field -> "Running"))
                .isFalse();
    }

    @Test
    void nonsenseIsABadRequest() {
        assertThatThrownBy(() -> Selector.of(target("labelSelector", "a=b=c=d")))
                .isInstanceOfSatisfying(
                        ApiFault.class,
                        fault -> assertThat(fault.status().code()).isEqualTo(400));
    }

    private static ObjectNode web() {
        ObjectNode web = Trees.object("v1", "Pod");
        web.putObject("metadata").put("name", "web").putObject("labels").put("app", "web");
        return web;
    }

    private static Target target(String parameter, String value) {
        return new Target(
                "", "v1", Optional.empty(), "pods", Optional.empty(), Optional.empty(), Map.of(parameter, value));
    }

    @Test
    void nothingIsSelectedByNoLabels() {
        assertThat(List.of(
                        Selector.matches(Map.of(), Map.of("app", "web")),
                        Selector.matches(Map.of("app", "web"), Map.of("app", "web", "a", "b"))))
                .containsExactly(false, true);
    }
}
