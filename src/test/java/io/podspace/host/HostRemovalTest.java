package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which engine may come, and which host may go. */
class HostRemovalTest {
    private static final EngineFacts FACTS = new EngineFacts("AAAA", "20.10", "1.41", 2, 1L << 30);

    @Test
    void anEmptyCordonedHostMayGo() {
        assertThatCode(() -> HostRemovalRules.mustBeEmpty(host(2, "b", HostState.CORDONED), List.of(), List.of()))
                .doesNotThrowAnyException();
        assertThatCode(() -> HostRemovalRules.mustBeEmpty(host(2, "b", HostState.LOST), List.of(), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsInTheWayIsNamedWithTheNextStep() {
        stays(host(2, "b", HostState.READY), List.of(), List.of(), "Cordon it first");
        stays(
                host(2, "b", HostState.CORDONED),
                List.of("shop/web-0", "shop/web-1", "shop/web-2", "shop/web-3"),
                List.of(),
                "4 pods (shop/web-0, shop/web-1, shop/web-2, ...)");
        stays(host(2, "b", HostState.CORDONED), List.of("shop/web-0"), List.of(), "1 pod (shop/web-0)");
        stays(host(2, "b", HostState.CORDONED), List.of(), List.of("shop/web"), "Hooks of rollouts run");
        stays(host(1, HostView.FIRST, HostState.CORDONED), List.of(), List.of(), "settings");
    }

    @Test
    void anEngineIsOneHostOnly() {
        HostView known = host(2, "b", HostState.READY);
        assertThatCode(() -> EngineIdentity.mustBeNew(FACTS, Optional.of(known), List.of(known)))
                .doesNotThrowAnyException();
        refused(ErrorCode.ALREADY_EXISTS, "already host 'b'", FACTS, Optional.empty(), known);
        refused(ErrorCode.ALREADY_EXISTS, "already host 'b'", FACTS, Optional.of(host(3, "c", HostState.READY)), known);
        EngineFacts other = new EngineFacts("BBBB", "20.10", "1.41", 2, 1L << 30);
        assertThatCode(() -> EngineIdentity.mustBeNew(other, Optional.empty(), List.of(known)))
                .doesNotThrowAnyException();
        refused(ErrorCode.CONFLICT, "Another engine answers there", other, Optional.of(known), known);
    }

    @Test
    void onlyTheEngineThatWasShownIsAcceptedAndOnlyIfItIsNoOtherHosts() {
        HostView host = host(3, "c", "CCCC", Optional.of("AAAA"));
        assertThatCode(() -> EngineIdentity.mayBeAccepted(host, "AAAA", List.of(host)))
                .doesNotThrowAnyException();
        notAccepted(ErrorCode.CONFLICT, "BBBB", host, List.of(host));
        notAccepted(ErrorCode.CONFLICT, "CCCC", host(3, "c", HostState.READY), List.of(host));
        notAccepted(ErrorCode.ALREADY_EXISTS, "AAAA", host, List.of(host, host(2, "b", HostState.READY)));
    }

    private static void notAccepted(ErrorCode code, String engine, HostView host, List<HostView> all) {
        assertThatThrownBy(() -> EngineIdentity.mayBeAccepted(host, engine, all))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void stays(HostView host, List<String> pods, List<String> hooks, String why) {
        assertThatThrownBy(() -> HostRemovalRules.mustBeEmpty(host, pods, hooks))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining(why);
    }

    private static void refused(ErrorCode code, String why, EngineFacts facts, Optional<HostView> own, HostView known) {
        assertThatThrownBy(() -> EngineIdentity.mustBeNew(facts, own, List.of(known)))
                .isInstanceOfSatisfying(PodSpaceException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.field()).contains("endpoint");
                })
                .hasMessageContaining(why);
    }

    private static HostView host(long id, String name, HostState state) {
        return host(id, name, state, "AAAA", Optional.empty());
    }

    private static HostView host(long id, String name, String engine, Optional<String> other) {
        return host(id, name, HostState.READY, engine, other);
    }

    private static HostView host(long id, String name, HostState state, String engine, Optional<String> other) {
        return new HostView(
                id,
                "uid-" + id,
                name,
                "unix:///x",
                "127.0.0.1",
                "",
                state,
                true,
                new Capacity(1000, 1L << 30, 100),
                Optional.empty(),
                Optional.of(engine),
                other,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
