package io.podspace.host;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Optional;

/** The question: is this engine one that is driven already? Two hosts of one engine would each call the other's pods strangers. Pure. */
final class EngineIdentity {
    private EngineIdentity() {}

    /**
     * The question: may another engine become the known one of a host?
     *
     * @param engine id that was shown to whoever accepts it
     * @throws PodSpaceException CONFLICT when it does not answer there (any more), ALREADY_EXISTS when it is another host's
     */
    static void mayBeAccepted(HostView host, String engine, List<HostView> all) {
        if (!host.otherEngine().equals(Optional.of(engine))) {
            throw new PodSpaceException(
                    ErrorCode.CONFLICT,
                    "The engine %s does not answer for host '%s' any more. Look at the host again."
                            .formatted(engine, host.name()));
        }
        all.stream()
                .filter(each -> each.engineId().filter(engine::equals).isPresent())
                .findFirst()
                .ifPresent(each -> {
                    throw new PodSpaceException(
                            ErrorCode.ALREADY_EXISTS,
                            "The engine %s is host '%s' already. Correct the address of '%s', or remove one of them."
                                    .formatted(engine, each.name(), host.name()));
                });
    }

    /**
     * @param own the host whose way in is changed; empty for a new one
     * @throws PodSpaceException ALREADY_EXISTS or CONFLICT at {@code endpoint}
     */
    static void mustBeNew(EngineFacts facts, Optional<HostView> own, List<HostView> all) {
        all.stream()
                .filter(host -> own.filter(mine -> mine.id() == host.id()).isEmpty())
                .filter(host -> host.engineId().filter(facts.id()::equals).isPresent())
                .findFirst()
                .ifPresent(host -> {
                    throw PodSpaceException.at(
                            "endpoint",
                            ErrorCode.ALREADY_EXISTS,
                            ("This engine is already host '%s': both have the engine id %s. If the machines differ, one is a copy"
                                            + " of the other: remove /etc/docker/key.json (or engine-id in the engine's data) there and restart its engine.")
                                    .formatted(host.name(), facts.id()));
                });
        own.flatMap(HostView::engineId)
                .filter(known -> !known.equals(facts.id()))
                .ifPresent(known -> {
                    throw PodSpaceException.at(
                            "endpoint",
                            ErrorCode.CONFLICT,
                            "Another engine answers there (id %s, not %s), which does not have the pods of host '%s'. Add it as a host of its own."
                                    .formatted(facts.id(), known, own.get().name()));
                });
    }
}
