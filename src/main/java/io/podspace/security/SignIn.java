package io.podspace.security;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.shiro.SecurityUtils;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.UsernamePasswordToken;

/**
 * The boundary of signing in and out. Every attempt is counted before the password is looked at, and a name that nobody
 * has is treated as one that somebody has: same answers, same time, same pauses.
 */
@ApplicationScoped
public class SignIn {
    private static final int REMEMBERED = 10_000;

    @Inject
    AccountTable table;

    @Inject
    Transactions transactions;

    @Inject
    CurrentUser user;

    @Inject
    Clock clock;

    @Inject
    HttpServletRequest request;

    private final Attempts addresses = new Attempts(SlowDown.ADDRESS, REMEMBERED);
    private final Attempts unknownNames = new Attempts(SlowDown.ACCOUNT, REMEMBERED);

    /**
     * Signs the caller in; the session gets a new id.
     *
     * @param name the account's name or e-mail address
     * @param address where the request comes from
     * @throws PodSpaceException UNAUTHENTICATED when name and password do not belong together or the account is disabled;
     *     TOO_MANY_REQUESTS with the time to wait
     */
    public void signIn(String name, String password, String address) {
        Instant now = clock.instant();
        String key = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        addresses.begin(address, now).ifPresent(until -> refuse(now, until));
        begin(key, now).ifPresent(until -> refuse(now, until));
        try {
            SecurityUtils.getSubject().login(new UsernamePasswordToken(key, password == null ? "" : password));
        } catch (AuthenticationException e) {
            throw new PodSpaceException(
                    ErrorCode.UNAUTHENTICATED, "The name and the password do not belong together. Try again.", e);
        }
        request.changeSessionId();
        user.become(null);
        addresses.succeeded(address);
        transactions.write(() -> table.find(key).ifPresent(account -> account.signedIn(now)));
    }

    /** Ends the session with everything in it. Nothing happens when nobody is signed in. */
    public void signOut() {
        SecurityUtils.getSubject().logout();
        if (request.getSession(false) != null) {
            request.getSession(false).invalidate();
        }
        user.become(Optional.empty());
    }

    private Optional<Instant> begin(String key, Instant now) {
        return transactions.write(() ->
                table.lock(key).map(account -> account.beginSignIn(now)).orElseGet(() -> unknownNames.begin(key, now)));
    }

    private static void refuse(Instant now, Instant until) {
        throw new PodSpaceException(
                ErrorCode.TOO_MANY_REQUESTS,
                "Too many attempts to sign in have failed. Wait %d seconds, then try again."
                        .formatted(SlowDown.seconds(now, until)));
    }
}
