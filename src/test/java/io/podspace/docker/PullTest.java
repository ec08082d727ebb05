package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import io.podspace.host.EngineKeys;
import io.podspace.host.HostRef;
import io.podspace.host.ImageFacts;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls from a real registry that asks for a password: what works, and whose words the user reads when it does not. */
@Tag("engine")
class PullTest {
    private final HostRef host = TrialEngine.host();
    private final Engines engines = new Engines(new EngineCertificates(Path.of(""), EngineKeys.NONE));
    private final DockerContainerDriver driver =
            new DockerContainerDriver(TrialEngine.cluster(), Path.of(""), Clock.systemUTC());

    @TempDir
    Path folder;

    private TrialRegistry registry;
    private String image;

    @BeforeEach
    void push() throws Exception {
        registry = new TrialRegistry(folder);
        image = registry.name("team/demo") + ":7";
        client(client -> {
            client.tagImageCmd(TrialEngine.demoImage(), registry.name("team/demo"), "7")
                    .exec();
            try {
                client.pushImageCmd(image)
                        .withAuthConfig(new AuthConfig()
                                .withUsername(TrialRegistry.USER)
                                .withPassword(TrialRegistry.PASSWORD))
                        .exec(new ResultCallback.Adapter<>())
                        .awaitCompletion();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            client.removeImageCmd(image).exec();
        });
    }

    @AfterEach
    void clean() throws Exception {
        client(client -> {
            try {
                client.removeImageCmd(image).exec();
            } catch (NotFoundException e) {
                return; // this test did not pull it
            }
        });
        registry.close();
        driver.close();
        engines.close();
    }

    @Test
    void withTheRightPasswordItComesWithProgress() {
        List<PullProgress> progress = new ArrayList<>();
        ImageFacts facts = driver.pull(host, image, login(TrialRegistry.PASSWORD), progress::add);
        assertThat(facts).isEqualTo(driver.image(host, image).orElseThrow());
        assertThat(facts.digest())
                .hasValueSatisfying(digest -> assertThat(digest).startsWith(registry.name("team/demo") + "@sha256:"));
        assertThat(progress).isNotEmpty().allSatisfy(step -> assertThat(step.doneBytes())
                .isLessThanOrEqualTo(step.totalBytes()));

        ImageFacts same = driver.pull(host, facts.digest().orElseThrow(), login(TrialRegistry.PASSWORD), step -> {});
        assertThat(same.id()).isEqualTo(facts.id());
    }

    @Test
    void withoutOrWithAWrongPasswordTheRegistryIsQuoted() {
        refused(image, Optional.empty(), ErrorCode.IMAGE_DENIED, "no basic auth credentials");
        refused(image, login("wrong"), ErrorCode.IMAGE_DENIED, "unauthorized: authentication required");
    }

    @Test
    void credentialsAreTriedBeforeTheyAreSaved() throws Exception {
        driver.checkLogin(host, login(TrialRegistry.PASSWORD).orElseThrow());
        assertThatThrownBy(() -> driver.checkLogin(host, login("wrong").orElseThrow()))
                .isInstanceOfSatisfying(PodSpaceException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.IMAGE_DENIED));
        RegistryLogin absent = new RegistryLogin("127.0.0.1:" + TrialRegistry.freePort(), "robot", "secret");
        assertThatThrownBy(() -> driver.checkLogin(host, absent))
                .isInstanceOfSatisfying(PodSpaceException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.IMAGE))
                .hasMessageContaining("connection refused");
    }

    @Test
    void anUnknownTagOrRepositoryIsQuoted() {
        refused(registry.name("team/demo") + ":8", login(TrialRegistry.PASSWORD), ErrorCode.IMAGE, "manifest unknown");
        refused(
                registry.name("team/none"),
                login(TrialRegistry.PASSWORD),
                ErrorCode.IMAGE,
                registry.name("team/none") + ":latest not found");
    }

    @Test
    void anAbsentRegistryIsQuoted() throws Exception {
        int closed = TrialRegistry.freePort();
        refused("127.0.0.1:" + closed + "/demo:1", Optional.empty(), ErrorCode.IMAGE, "connection refused");
        refused("registry.invalid/demo:1", Optional.empty(), ErrorCode.IMAGE, "lookup registry.invalid");
    }

    private void refused(String reference, Optional<RegistryLogin> login, ErrorCode code, String words) {
        assertThatThrownBy(() -> driver.pull(host, reference, login, step -> {}))
                .isInstanceOfSatisfying(PodSpaceException.class, error -> assertThat(error.code())
                        .isEqualTo(code))
                .hasMessageContaining(words)
                .hasMessageContaining(reference);
    }

    private Optional<RegistryLogin> login(String password) {
        return Optional.of(new RegistryLogin("127.0.0.1:" + registry.port, TrialRegistry.USER, password));
    }

    private void client(Consumer<DockerClient> call) {
        engines.of(host).ask(host, client -> {
            call.accept(client);
            return null;
        });
    }
}
