package io.podspace.console;

import io.podspace.image.CredentialView;
import io.podspace.image.Credentials;
import io.podspace.image.NewCredential;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** A project's credentials for registries: tried, saved, removed, never shown again. */
@Named
@RequestScoped
public class CredentialsPage {
    @Inject
    CurrentProject current;

    @Inject
    Credentials credentials;

    private List<CredentialView> all;
    private String registry = "";
    private String username = "";
    private String secret = "";

    public List<CredentialView> getAll() {
        if (all == null) {
            all = credentials.list(current.getId());
        }
        return all;
    }

    public void test() {
        credentials.test(current.getId(), typed());
        Pages.say("The registry accepts these credentials. Save them to use them.");
    }

    public void save() {
        CredentialView saved = credentials.add(current.getId(), typed());
        all = null;
        registry = "";
        username = "";
        Pages.say("Credentials for " + saved.registry() + " are saved and used for every pull.");
    }

    public void remove(CredentialView credential) {
        credentials.remove(current.getId(), credential.id());
        all = null;
        Pages.say("Credentials for " + credential.registry() + " are removed.");
    }

    private NewCredential typed() {
        return new NewCredential(registry.strip(), username.strip(), secret);
    }

    public String getRegistry() {
        return registry;
    }

    public void setRegistry(String registry) {
        this.registry = registry;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }
}
