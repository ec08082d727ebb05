package io.podspace.deployment;

import io.podspace.platform.Json;
import io.podspace.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Turns pod templates into rows of revisions and back: the environment is taken out and sealed, since values are often
 * passwords.
 */
@ApplicationScoped
public class RevisionTemplates {
    @Inject
    Secrets secrets;

    /** @return the row of the deployment's revision {@code number}, not yet stored */
    Revision row(Deployment deployment, int number, PodTemplate template, String cause, String by, Instant now) {
        byte[] plain = Json.write(template.environment()).getBytes(StandardCharsets.UTF_8);
        return new Revision(
                deployment.id(),
                number,
                template.image(),
                Json.write(template.withEnvironment(Map.of())),
                secrets.seal(plain, context(deployment.uid(), number)),
                cause,
                by,
                now);
    }

    /** The template with an empty environment. */
    PodTemplate bare(Revision revision) {
        return Json.read(revision.template(), PodTemplate.class);
    }

    /** Names and values in the user's order. */
    Map<String, String> environment(String deploymentUid, Revision revision) {
        return open(deploymentUid, revision.number(), revision.sealedEnvironment());
    }

    /** The template with its whole environment. */
    PodTemplate whole(Deployment deployment, Revision revision) {
        return bare(revision).withEnvironment(environment(deployment.uid(), revision));
    }

    /**
     * The whole template from what a row of table {@code revision} holds; for the reconciler.
     *
     * @param template the column of that name
     * @param sealedEnvironment the column of that name
     */
    public PodTemplate whole(String deploymentUid, int number, String template, byte[] sealedEnvironment) {
        return Json.read(template, PodTemplate.class).withEnvironment(open(deploymentUid, number, sealedEnvironment));
    }

    private Map<String, String> open(String deploymentUid, int number, byte[] sealed) {
        byte[] plain = secrets.open(sealed, context(deploymentUid, number));
        return Json.readMap(new String(plain, StandardCharsets.UTF_8));
    }

    private static String context(String deploymentUid, int number) {
        return "revision/%s/%d".formatted(deploymentUid, number);
    }
}
