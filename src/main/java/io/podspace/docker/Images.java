package io.podspace.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.podspace.host.HostRef;
import io.podspace.host.ImageFacts;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.Optional;
import java.util.function.Consumer;

/** Images on engines: what is there, and how what is not comes. */
final class Images {
    private final Engines engines;

    Images(Engines engines) {
        this.engines = engines;
    }

    Optional<ImageFacts> find(HostRef host, String reference) {
        return engines.of(host).ask(host, client -> {
            try {
                return Optional.of(Mapping.image(
                        reference, client.inspectImageCmd(reference).exec()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    ImageFacts pull(HostRef host, String reference, Optional<RegistryLogin> login, Consumer<PullProgress> progress) {
        new Pull(host, reference).run(engines.of(host).streams(), login, progress);
        return find(host, reference)
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.ENGINE,
                        "Image %s was pulled, but host %s does not have it. Try again."
                                .formatted(reference, host.name())));
    }

    void checkLogin(HostRef host, RegistryLogin login) {
        try {
            engines.of(host).login(host, Pull.auth(login));
        } catch (PodSpaceException e) {
            throw e.getCause() instanceof DockerException refusal
                    ? EngineErrors.login(login.registry(), EngineErrors.words(refusal))
                    : e;
        }
    }
}
