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
import java.util.List;
import java.util.Map;

/**
 * The boundary of personal tokens, with which scripts and tools act as their owner. Everybody has their own. No token makes
 * or revokes tokens: that takes a session.
 */
@ApplicationScoped
public class Tokens {
    private static final int LONGEST_NAME = 63;
    private static final int MOST = 100;
    private static final int MOST_DAYS = 3650;

    @Inject
    TokenTable table;

    @Inject
    MembershipTable memberships;

    @Inject
    Transactions transactions;

    @Inject
    CurrentUser user;

    @Inject
    Bearers bearers;

    @Inject
    Clock clock;

    /**
     * @return the token, which is seen this once
     * @throws PodSpaceException INVALID at {@code tokenName}, {@code days} or {@code projects}; EXHAUSTED above 100
     */
    public IssuedToken create(NewToken wish) {
        mustBeSession();
        String name = name(wish.name());
        if (wish.days() < 0 || wish.days() > MOST_DAYS) {
            throw PodSpaceException.invalid(
                    "days", "days: %d is out of range, it must be 0-%d".formatted(wish.days(), MOST_DAYS));
        }
        String token = TokenText.fresh();
        return transactions.write(() -> {
            if (table.ofAccount(user.id()).size() >= MOST) {
                throw new PodSpaceException(
                        ErrorCode.EXHAUSTED,
                        "You have %d tokens, which is the most. Revoke one that you no longer use.".formatted(MOST));
            }
            AccessToken row = new AccessToken(user.id(), name, token, projects(wish.projects()), wish.writes());
            row.createdAt = clock.instant();
            row.expiresAt = wish.days() == 0 ? null : row.createdAt.plus(Duration.ofDays(wish.days()));
            table.add(row);
            return new IssuedToken(row.view(), token);
        });
    }

    /** The caller's valid ones, newest first. */
    public List<TokenView> mine() {
        Instant now = clock.instant();
        return transactions.read(() -> table.ofAccount(user.id()).stream()
                .filter(token -> token.valid(now))
                .map(AccessToken::view)
                .toList());
    }

    /**
     * Ends one of the caller's tokens: at once on this node, within 5 seconds on others, running watches too.
     *
     * @throws PodSpaceException NOT_FOUND
     */
    public void revoke(long id) {
        mustBeSession();
        String hash = transactions.write(() -> {
            AccessToken token = table.ofAccount(user.id()).stream()
                    .filter(row -> row.id == id)
                    .findFirst()
                    .orElseThrow(() -> new PodSpaceException(ErrorCode.NOT_FOUND, "You have no such token."));
            token.revokedAt = clock.instant();
            return token.hash;
        });
        bearers.forget(hash);
    }

    private void mustBeSession() {
        user.require();
        if (user.byToken()) {
            throw new PodSpaceException(
                    ErrorCode.FORBIDDEN, "A token cannot make or revoke tokens. Sign in to the console.");
        }
    }

    private static String name(String name) {
        String text = name == null ? "" : name.strip();
        if (text.isEmpty() || text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw PodSpaceException.invalid(
                    "tokenName", "Say what the token is for, in 1 to %d characters.".formatted(LONGEST_NAME));
        }
        return text;
    }

    private Map<String, String> projects(List<String> names) {
        Map<String, String> projects = new LinkedHashMap<>();
        for (String name : names) {
            long id = memberships
                    .projectOf(name, user.id(), user.administrator())
                    .orElseThrow(() -> PodSpaceException.invalid(
                            "projects", "You have no project '%s'. Look at your projects.".formatted(name)));
            projects.put(Long.toString(id), name);
        }
        return projects;
    }
}
