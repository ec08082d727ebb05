package io.podspace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.server.Deployments;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many accounts from one address. */
@Tag("server")
@ArquillianTest
class SignUpTest {
    private static final String PASSWORD = "correct horse battery";
    /** They double: sooner or later one lasts longer than the next try takes. */
    private static final int PAUSES = 10;

    @Inject
    Accounts accounts;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(SignUpTest.class);
    }

    /** A taken name counts: the name of an account must not be found out by trying. What no account can be does not. */
    @Test
    void veryManyFromOneAddressAreSlowedDownAndNobodyElseIs() {
        String address = Scene.fresh("address");
        String taken = Scene.fresh("u");
        accounts.signUp(taken, taken + "@example.org", PASSWORD, address);
        for (int i = 1; i < SlowDown.SIGN_UP.free(); i++) {
            assertThat(refusal(taken, address)).isEqualTo(ErrorCode.ALREADY_EXISTS);
            assertThat(refusal("Not A Name", address)).isEqualTo(ErrorCode.INVALID);
        }
        ErrorCode last = ErrorCode.ALREADY_EXISTS;
        for (int i = 0; i < PAUSES && last == ErrorCode.ALREADY_EXISTS; i++) {
            last = refusal(taken, address);
        }
        assertThat(last).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        String other = Scene.fresh("u");
        assertThat(accounts.signUp(other, other + "@example.org", PASSWORD, Scene.fresh("address"))
                        .name())
                .isEqualTo(other);
    }

    private ErrorCode refusal(String name, String address) {
        return catchThrowableOfType(
                        PodSpaceException.class,
                        () -> accounts.signUp(name, name.replace(' ', '-') + "@example.org", PASSWORD, address))
                .code();
    }
}
