package io.podspace.security;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who a token belongs to. What was found is kept for a moment, so that a tool that asks often does not ask the database each
 * time; a revoked token, a disabled account or a lost role of administrator is therefore noticed within 5 seconds. Wrong
 * tokens are counted by address and soon have to wait, which a token that was right before never has to.
 */
@ApplicationScoped
public class Bearers {
    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final Duration USE_NOTED = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    @Inject
    TokenTable tokens;

    @Inject
    AccountTable accounts;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    private final Attempts addresses = new Attempts(SlowDown.ADDRESS, REMEMBERED);
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Known(Bearer bearer, Instant at) {}

    /**
     * @param token as it came
     * @param address where it came from
     * @return empty when it is no valid token
     * @throws PodSpaceException TOO_MANY_REQUESTS when too many wrong ones came from there
     */
    Optional<Bearer> find(String token, String address) {
        Instant now = clock.instant();
        String hash = TokenText.hash(token);
        Known before = remembered(hash);
        if (before != null && now.isBefore(before.at().plus(KEPT))) {
            return Optional.of(before.bearer());
        }
        if (before == null) {
            addresses.begin(address, now).ifPresent(until -> refuse(now, until));
        }
        Optional<Bearer> found = TokenText.isToken(token) ? lookAgain(hash, now) : Optional.empty();
        if (found.isPresent()) {
            addresses.succeeded(address);
        } else {
            forget(hash);
        }
        return found;
    }

    /**
     * Whether the token is valid still, and gives whoever holds it the same rights. For streams that outlive a request: ask
     * every second.
     */
    public boolean valid(Bearer bearer) {
        Instant now = clock.instant();
        Known before = remembered(bearer.hash());
        Optional<Bearer> current = before != null && now.isBefore(before.at().plus(KEPT))
                ? Optional.of(before.bearer())
                : lookAgain(bearer.hash(), now);
        return current.filter(bearer::equals).isPresent();
    }

    private Optional<Bearer> lookAgain(String hash, Instant now) {
        Optional<Bearer> found = look(hash, now);
        found.ifPresentOrElse(bearer -> remember(hash, new Known(bearer, now)), () -> forget(hash));
        return found;
    }

    void forget(String hash) {
        synchronized (known) {
            known.remove(hash);
        }
    }

    private Optional<Bearer> look(String hash, Instant now) {
        return transactions.write(
                () -> tokens.byHash(hash).filter(token -> token.valid(now)).flatMap(token -> accounts.find(
                                token.accountId)
                        .filter(account -> !account.disabled)
                        .map(account -> {
                            if (token.lastUsedAt == null
                                    || token.lastUsedAt.plus(USE_NOTED).isBefore(now)) {
                                tokens.used(token.id, now);
                            }
                            return new Bearer(account.identity(), token.scope(), hash);
                        })));
    }

    private Known remembered(String hash) {
        synchronized (known) {
            return known.get(hash);
        }
    }

    private void remember(String hash, Known bearer) {
        synchronized (known) {
            known.put(hash, bearer);
        }
    }

    private static void refuse(Instant now, Instant until) {
        long seconds = Math.max(1, Duration.between(now, until).toSeconds() + 1);
        throw new PodSpaceException(
                ErrorCode.TOO_MANY_REQUESTS,
                "Too many wrong tokens came from your address. Wait %d seconds, then try again.".formatted(seconds));
    }
}
