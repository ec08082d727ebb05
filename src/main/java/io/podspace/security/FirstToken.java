package io.podspace.security;

import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;

/**
 * Makes the first administrator's token at the first start, from the settings, so that {@code ./podspace kubeconfig} works
 * without a visit to the console. One that was revoked stays so.
 */
@ApplicationScoped
class FirstToken {
    private static final Logger LOG = System.getLogger(FirstToken.class.getName());

    @Inject
    Settings settings;

    @Inject
    AccountTable accounts;

    @Inject
    TokenTable tokens;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    /** Called when the first administrator is there. */
    void make() {
        if (settings.adminTokenFile().isEmpty()) {
            return;
        }
        try {
            String token = Files.readString(settings.adminTokenFile().get()).strip();
            if (TokenText.isToken(token)) {
                transactions.write(() -> add(token));
            } else {
                LOG.log(Level.WARNING, "PODSPACE_ADMIN_TOKEN_FILE holds no token: pst_ and 40 letters or digits");
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "PODSPACE_ADMIN_TOKEN_FILE cannot be read: " + e.getMessage());
        }
    }

    private void add(String token) {
        if (tokens.byHash(TokenText.hash(token)).isEmpty()) {
            accounts.find(settings.adminName()).ifPresent(account -> {
                AccessToken row = new AccessToken(account.id, "./podspace kubeconfig", token, Map.of(), true);
                row.createdAt = clock.instant();
                tokens.add(row);
            });
        }
    }
}
