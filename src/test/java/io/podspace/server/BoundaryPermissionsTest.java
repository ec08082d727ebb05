package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.DeploymentView;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.ProjectView;
import io.podspace.security.Identity;
import io.podspace.security.Role;
import io.podspace.server.BoundaryCalls.Call;
import io.podspace.server.BoundaryCalls.Least;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every method of every boundary, called by everybody: nobody, a stranger, a viewer, an editor, an owner, an
 * administrator. Each call is taken back.
 */
@Tag("server")
@ArquillianTest
class BoundaryPermissionsTest {
    private static final String ALLOWED = "allowed";
    private static final String NOBODY = "nobody";
    private static final String STRANGER = "stranger";
    private static final String ADMINISTRATOR = "administrator";

    @Inject
    Scene scene;

    @Inject
    Transactions transactions;

    @Inject
    BoundaryCalls boundaries;

    private CalledObjects objects;
    private final Map<String, Optional<Identity>> callers = new LinkedHashMap<>();

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests();
    }

    @BeforeEach
    void prepare() {
        scene.quiet();
        ProjectView project = scene.project();
        DeploymentView web = scene.deployment(project.id(), "web");
        callers.put(NOBODY, Optional.empty());
        callers.put(STRANGER, Optional.of(scene.account()));
        for (Role role : new Role[] {Role.VIEWER, Role.EDITOR, Role.OWNER}) {
            callers.put(role.name(), Optional.of(scene.member(project.id(), role)));
        }
        Identity account = scene.account();
        callers.put(ADMINISTRATOR, Optional.of(new Identity(account.id(), account.name(), true)));
        long service = scene.service(project.id(), "web").id();
        objects = new CalledObjects(
                project.id(),
                project.name(),
                web.id(),
                service,
                scene.route(project.id(), "web", "web").id(),
                scene.secret(project.id(), "web").id(),
                scene.autoscaler(project.id(), "web").id(),
                scene.pod(web, 1, 0, "READY", "READY", ""),
                web.uid(),
                callers.get(Role.VIEWER.name()).orElseThrow().name(),
                scene.account().id());
    }

    @Test
    void everyMethodAsksForItsRole() {
        for (Call call : boundaries.calls(objects)) {
            Map<String, String> outcomes = new LinkedHashMap<>();
            callers.forEach((name, caller) -> outcomes.put(name, outcome(caller, call.work())));
            assertThat(outcomes).as(call.method()).isEqualTo(expected(call));
        }
    }

    @Test
    void whatIsNotThereIsAnsweredAsWhatIsNotYours() {
        Identity stranger = callers.get(STRANGER).orElseThrow();
        List<Call> yours = boundaries.calls(objects);
        List<Call> missing = boundaries.calls(CalledObjects.missing(objects));
        for (int i = 0; i < yours.size(); i++) {
            if (Set.of(Least.VIEWER, Least.EDITOR, Least.OWNER)
                    .contains(yours.get(i).least())) {
                assertThat(message(stranger, missing.get(i).work()))
                        .as(yours.get(i).method())
                        .isEqualTo(message(stranger, yours.get(i).work()));
            }
        }
    }

    private static Map<String, String> expected(Call call) {
        String allowed = call.answer().map(ErrorCode::name).orElse(ALLOWED);
        Least least = call.least();
        Map<String, String> outcomes = new LinkedHashMap<>();
        outcomes.put(NOBODY, least == Least.ANYBODY ? allowed : ErrorCode.UNAUTHENTICATED.name());
        outcomes.put(
                STRANGER,
                switch (least) {
                    case ANYBODY, SIGNED_IN -> allowed;
                    case VIEWER, EDITOR, OWNER -> ErrorCode.NOT_FOUND.name();
                    case ADMINISTRATOR -> ErrorCode.FORBIDDEN.name();
                });
        for (Role role : new Role[] {Role.VIEWER, Role.EDITOR, Role.OWNER}) {
            boolean may = Least.of(role).compareTo(least) >= 0;
            outcomes.put(role.name(), may ? allowed : ErrorCode.FORBIDDEN.name());
        }
        outcomes.put(ADMINISTRATOR, allowed);
        return outcomes;
    }

    private String outcome(Optional<Identity> caller, Supplier<Object> work) {
        try {
            scene.as(caller, () -> transactions.read(work));
            return ALLOWED;
        } catch (PodSpaceException e) {
            return e.code().name();
        }
    }

    private String message(Identity caller, Supplier<Object> work) {
        try {
            return scene.as(Optional.of(caller), () -> transactions.read(work)).toString();
        } catch (PodSpaceException e) {
            return e.getMessage();
        }
    }
}
