package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.PodTemplate;
import io.podspace.host.ImageFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDefaultsTest {
    private static final ImageFacts SHOP =
            facts("/start", "serve --all", "www", Map.of("PATH", "/bin", "LEVEL", "info"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // the image's, shown, stored
                "/start, serve, /start, serve, '', ''",
                "/start, serve, '', '', '', ''",
                "/start, serve, '', serve, '', ''",
                "/start, serve, /start, other, '', other",
                "/start, serve, '', other, '', other",
                "/start, serve, /start, '', /start, ''",
                "/start, serve, /mine, serve, /mine, serve",
                "/start, serve, /mine, '', /mine, ''",
                "'', serve, '', serve, '', ''",
                "'', serve, '', '', '', ''",
                "'', serve, '', other, '', other",
                "/start, '', /start, '', '', ''",
                "/start, '', /start, more, '', more",
                "'', '', /mine, more, /mine, more",
            })
    void storesWhatWouldNotRunOtherwise(
            String command,
            String arguments,
            String shown,
            String shownArguments,
            String stored,
            String storedArguments) {
        ImageDefaults defaults = ImageDefaults.of(facts(command, arguments, "", Map.of()));
        assertThat(defaults.stored(words(shown), words(shownArguments)))
                .isEqualTo(new ImageDefaults.Words(words(stored), words(storedArguments)));
    }

    @Test
    void showsWhatTheImageBringsAndStoresNothingOfIt() {
        TemplateForm form = new TemplateForm();
        form.setImage("shop:1");
        form.propose(ImageDefaults.of(SHOP));
        assertThat(form.getPorts()).isEqualTo("8080, 9090");
        assertThat(form.getCommand()).isEqualTo("/start");
        assertThat(form.getArguments()).isEqualTo("serve --all");
        assertThat(form.getUser()).isEqualTo("www");
        assertThat(form.getWorkingDirectory()).isEqualTo("/srv");
        assertThat(form.getEnvironment()).isEqualTo("LEVEL=info\nPATH=/bin");

        PodTemplate template = form.template();
        assertThat(template.ports()).extracting(PodTemplate.Port::number).containsExactly(8080, 9090);
        assertThat(template.command()).isEmpty();
        assertThat(template.arguments()).isEmpty();
        assertThat(template.user()).isEmpty();
        assertThat(template.workingDirectory()).isEmpty();
        assertThat(template.environment()).isEmpty();
    }

    @Test
    void storesWhatTheUserChanged() {
        TemplateForm form = new TemplateForm();
        form.propose(ImageDefaults.of(SHOP));
        form.setUser("root");
        form.setWorkingDirectory("/tmp");
        form.setEnvironment("LEVEL=debug\nPATH=/bin\nMINE=1");
        assertThat(form.template().user()).contains("root");
        assertThat(form.template().workingDirectory()).contains("/tmp");
        assertThat(form.template().environment()).isEqualTo(Map.of("LEVEL", "debug", "MINE", "1"));
    }

    @Test
    void anotherImageReplacesOnlyWhatNobodyTyped() {
        TemplateForm form = new TemplateForm();
        form.setEnvironment("MINE=1");
        form.setPorts("7000");
        form.propose(ImageDefaults.of(SHOP));
        form.setUser("me");
        form.propose(ImageDefaults.of(facts("", "run", "nobody", Map.of("PATH", "/usr/bin"))));
        assertThat(form.getPorts()).isEqualTo("7000");
        assertThat(form.getCommand()).isEmpty();
        assertThat(form.getArguments()).isEqualTo("run");
        assertThat(form.getUser()).isEqualTo("me");
        assertThat(form.getEnvironment()).isEqualTo("MINE=1\nPATH=/usr/bin");
    }

    private static ImageFacts facts(String command, String arguments, String user, Map<String, String> environment) {
        return new ImageFacts(
                "sha256:1",
                Optional.empty(),
                List.of(8080, 9090),
                user,
                environment,
                words(command),
                words(arguments),
                "/srv",
                20 << 20,
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> words(String text) {
        return WordsText.parse("command", text);
    }
}
