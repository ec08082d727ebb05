package io.podspace.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Secrets in the real tables: they come back for pulls, and nobody finds them in what the database stores. */
@Tag("server")
@ArquillianTest
class SealedCredentialsTest {
    private static final String REGISTRY = "registry.example:5000";

    @Inject
    Credentials credentials;

    @Inject
    RegistryLogins logins;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    private ProjectView project;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(SealedCredentialsTest.class);
    }

    @BeforeEach
    void prepare() {
        scene.quiet();
        project = scene.project();
    }

    @Test
    void noSecretStandsInAnyTable() {
        String canary = "canary-" + UUID.randomUUID();
        save(project.id(), canary);
        scene.asSystem(() -> {
            scene.deployment(project.id(), "web", Map.of("TOKEN", canary));
            return null;
        });
        String account = Scene.fresh("u");
        scene.signUp(account, canary);
        assertThat(login(project.id())).contains(new RegistryLogin(REGISTRY, "me", canary));
        assertThat(rows.tablesWith("me")).contains("registry_credential");
        assertThat(rows.tablesWith(account)).contains("account");
        assertThat(rows.tablesWith(canary)).isEmpty();
    }

    @Test
    void newOnesReplaceTheOldAndRemovedOnesAreGone() {
        save(project.id(), "first");
        CredentialView second = save(project.id(), "second");
        assertThat(login(project.id())).contains(new RegistryLogin(REGISTRY, "me", "second"));
        assertThat(scene.asSystem(() -> credentials.list(project.id()))).isEqualTo(List.of(second));
        scene.asSystem(() -> {
            credentials.remove(project.id(), second.id());
            return null;
        });
        assertThat(login(project.id())).isEmpty();
    }

    @Test
    void anotherProjectNeitherGetsThemNorCanOpenThem() {
        long other = scene.project().id();
        CredentialView mine = save(project.id(), "hunter22");
        assertThat(login(other)).isEmpty();
        scene.asSystem(() -> {
            credentials.remove(other, mine.id());
            return null;
        });
        assertThat(login(project.id())).isPresent();
        rows.update("UPDATE registry_credential SET project_id = ? WHERE id = ?", other, mine.id());
        assertThatThrownBy(() -> login(other))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageNotContaining("hunter22");
    }

    private CredentialView save(long to, String secret) {
        return scene.asSystem(() -> credentials.add(to, new NewCredential(REGISTRY, "me", secret)));
    }

    private Optional<RegistryLogin> login(long of) {
        return scene.asSystem(() -> logins.loginFor(of, REGISTRY + "/team/app:1"));
    }
}
