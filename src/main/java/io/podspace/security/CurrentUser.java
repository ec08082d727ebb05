package io.podspace.security;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.shiro.util.ThreadContext;

/**
 * Who is acting in this request. The account is read again for every request, so that a disabled account or a changed
 * password ends its sessions at once. Background work has no request: see {@link SystemWork}.
 */
@RequestScoped
public class CurrentUser {
    @Inject
    AccountTable accounts;

    @Inject
    Transactions transactions;

    private Optional<Identity> identity;
    private Bearer bearer;

    /** @throws PodSpaceException UNAUTHENTICATED when nobody is signed in */
    public long id() {
        return require().id();
    }

    /** @throws PodSpaceException UNAUTHENTICATED when nobody is signed in */
    public String name() {
        return require().name();
    }

    /** Whether the caller is an administrator of the platform, and not by a token that is limited. */
    public boolean administrator() {
        return identity().map(Identity::administrator).orElse(false) && !scope().limited();
    }

    /** How much of the caller's rights count: all, but for the limits of a token. */
    public Scope scope() {
        return byToken() ? bearer.scope() : Scope.ALL;
    }

    /** Whether the caller came with a token. What runs as the platform itself meanwhile did not. */
    public boolean byToken() {
        return bearer != null && identity().filter(bearer.identity()::equals).isPresent();
    }

    /** The token that the caller came with; empty for everybody else. */
    public Optional<Bearer> bearer() {
        return byToken() ? Optional.of(bearer) : Optional.empty();
    }

    public boolean signedIn() {
        return identity().isPresent();
    }

    /** @throws PodSpaceException UNAUTHENTICATED when nobody is signed in */
    public Identity require() {
        return identity()
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.UNAUTHENTICATED, "You are not signed in, or your session has ended. Sign in first."));
    }

    /** Who is signed in, if anybody. */
    public Optional<Identity> identity() {
        if (identity == null) {
            identity = fromSession();
        }
        return identity;
    }

    /** @return what was known before, for a later call */
    Optional<Identity> become(Optional<Identity> other) {
        Optional<Identity> before = identity;
        identity = other;
        return before;
    }

    /** @return takes it back */
    Runnable becomeBearer(Bearer other) {
        Bearer bearerBefore = bearer;
        Optional<Identity> identityBefore = identity;
        bearer = other;
        identity = Optional.of(other.identity());
        return () -> {
            bearer = bearerBefore;
            identity = identityBefore;
        };
    }

    private Optional<Identity> fromSession() {
        if (ThreadContext.getSubject() == null
                || !(ThreadContext.getSubject().getPrincipal() instanceof Ticket ticket)
                || !ThreadContext.getSubject().isAuthenticated()) {
            return Optional.empty();
        }
        return transactions.read(() -> accounts.identity(ticket));
    }
}
