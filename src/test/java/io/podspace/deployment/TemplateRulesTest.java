package io.podspace.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.PodTemplate.Resources;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateRulesTest {
    private static final long MIB = 1 << 20;

    @Test
    void takesAnOrdinaryTemplate() {
        PodTemplate template = Templates.of("registry.example.com:5000/team/web:1.2");
        assertThat(TemplateRules.check(template)).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-x", "a;rm", "a\nb", "$(x)", "http://x", "Web", "a:b:c"})
    void refusesWhatIsNoReference(String image) {
        refuses(Templates.of(image), "image");
    }

    @ParameterizedTest
    @CsvSource({"0,ports[0].number", "65536,ports[0].number", "-1,ports[0].number"})
    void refusesPortsOutOfRange(int number, String field) {
        refuses(Templates.withPorts(new Port("web", number)), field);
    }

    @Test
    void refusesPortsTwice() {
        refuses(Templates.withPorts(new Port("web", 80), new Port("api", 80)), "ports[1].number");
        refuses(Templates.withPorts(new Port("web", 80), new Port("web", 81)), "ports[1].name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A", "A B", "A=B", "", "A\n"})
    void refusesNamesOfVariables(String name) {
        refuses(Templates.of("web").withEnvironment(Map.of(name, "x")), "environment[");
    }

    @Test
    void refusesAZeroByteInAValueWithoutTellingTheValue() {
        assertThatThrownBy(
                        () -> TemplateRules.check(Templates.of("web").withEnvironment(Map.of("PASSWORD", "secret\0"))))
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesResourcesOutOfRange() {
        refuses(Templates.withResources(new Resources(0, 0, 0, 64 * MIB, 1)), "resources.cpuRequestMillis");
        refuses(Templates.withResources(new Resources(100, 50, 0, 64 * MIB, 1)), "resources.cpuLimitMillis");
        refuses(Templates.withResources(new Resources(100, 0, 65 * MIB, 64 * MIB, 1)), "resources.memoryLimitBytes");
        refuses(Templates.withResources(new Resources(100, 0, 0, 1, 1)), "resources.memoryLimitBytes");
        refuses(Templates.withResources(new Resources(100, 0, 0, 64 * MIB, 0)), "resources.pids");
    }

    @Test
    void refusesRelativeFoldersAndStrangeUsers() {
        PodTemplate plain = Templates.of("web");
        refuses(Templates.with(plain, Optional.of("srv"), Optional.empty()), "workingDirectory");
        refuses(Templates.with(plain, Optional.empty(), Optional.of("root; rm")), "user");
        assertThat(TemplateRules.check(Templates.with(plain, Optional.of("/srv"), Optional.of("1000:1000"))))
                .isNotNull();
    }

    @Test
    void refusesReplicasOutOfRange() {
        assertThatThrownBy(
                        () -> DeploymentRules.check(new NewDeployment(1, "web", Templates.of("web"), 10_001, Map.of())))
                .hasMessage("replicas: 10001 is out of range, it must be 0-10000");
    }

    @Test
    void labelsADeploymentWithItsName() {
        assertThat(DeploymentRules.check(new NewDeployment(1, "web", Templates.of("web"), 1, Map.of()))
                        .labels())
                .isEqualTo(Map.of("app", "web"));
        assertThat(DeploymentRules.check(
                                new NewDeployment(1, "web", Templates.of("web"), 1, Map.of("app", "shop", "tier", "x")))
                        .labels())
                .isEqualTo(Map.of("app", "shop", "tier", "x"));
    }

    private static void refuses(PodTemplate template, String field) {
        assertThatThrownBy(() -> TemplateRules.check(template))
                .isInstanceOfSatisfying(
                        PodSpaceException.class,
                        e -> assertThat(e.field().orElseThrow()).startsWith(field));
    }

    @Test
    void tellsChangesByNameWithoutValues() {
        PodTemplate old = Templates.of("web:1").withEnvironment(Map.of("A", "1", "B", "2"));
        PodTemplate next = Templates.of("web:2").withEnvironment(Map.of("B", "3", "C", "4"));
        assertThat(TemplateChanges.between(old, next)).isEqualTo("image web:2, -A, B, +C");
        assertThat(TemplateChanges.between(old, old)).isEmpty();
        assertThat(TemplateChanges.between(old, Templates.withPorts(new Port("web", 1))))
                .isEqualTo("image web, -A, -B, ports");
        assertThat(List.of(TemplateChanges.between(old, next))).doesNotContain("3");
    }
}
