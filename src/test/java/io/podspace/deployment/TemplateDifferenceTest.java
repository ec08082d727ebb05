package io.podspace.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs is told by field; values of variables never are. */
class TemplateDifferenceTest {
    private static final PodTemplate ONE = Templates.of("app:1").withEnvironment(Map.of("A", "secret-1", "B", "same"));

    @Test
    void equalTemplatesDoNotDiffer() {
        assertThat(TemplateDifference.between(ONE, ONE)).isEmpty();
    }

    /** A tag that was moved is a difference that no field of the template tells. */
    @Test
    void tellsWhichImagesATagMeantOnceBothAreKnown() {
        assertThat(TemplateDifference.ofImages("sha256:a", "sha256:b"))
                .contains(new TemplateDifference("image digest", "sha256:a", "sha256:b"));
        assertThat(TemplateDifference.ofImages("sha256:a", "sha256:a")).isEmpty();
        assertThat(TemplateDifference.ofImages("sha256:a", null)).isEmpty();
        assertThat(TemplateDifference.ofImages(null, "sha256:b")).isEmpty();
    }

    @Test
    void namesFieldsAndHidesValues() {
        PodTemplate other =
                ONE.withImage("app:2").withEnvironment(Map.of("A", "secret-2", "B", "same", "C", "secret-3"));
        assertThat(TemplateDifference.between(ONE, other))
                .containsExactly(
                        new TemplateDifference("image", "app:1", "app:2"),
                        new TemplateDifference("environment[A]", "(a value)", "(another value)"),
                        new TemplateDifference("environment[C]", "", "(a value)"));
    }
}
