package io.podspace.security;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;

/** Makes the first administrator at the first start, from the settings. Later starts leave the account as it is. */
@ApplicationScoped
class FirstAdministrator {
    private static final Logger LOG = System.getLogger(FirstAdministrator.class.getName());

    @Inject
    Settings settings;

    @Inject
    Accounts accounts;

    @Inject
    AccountTable table;

    @Inject
    Transactions transactions;

    @Inject
    FirstToken token;

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
        make();
        token.make();
    }

    private void make() {
        String name = settings.adminName();
        if (transactions.read(() -> table.find(name)).isPresent()) {
            return;
        }
        try {
            String password = Files.readString(settings.adminPasswordFile()).strip();
            accounts.create(name, name + "@localhost", password, true);
            LOG.log(Level.INFO, "Made the first administrator, {0}", name);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "There is no administrator yet: PODSPACE_ADMIN_PASSWORD_FILE, {0}, cannot be read",
                    settings.adminPasswordFile());
        } catch (PodSpaceException e) {
            tellUnlessTaken(name, e);
        }
    }

    /** Another node that starts at the same time may have been first. */
    private static void tellUnlessTaken(String name, PodSpaceException e) {
        if (e.code() != ErrorCode.ALREADY_EXISTS) {
            LOG.log(Level.ERROR, "The first administrator, " + name + ", was not made: " + e.getMessage());
        }
    }
}
