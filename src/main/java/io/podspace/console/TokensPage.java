package io.podspace.console;

import io.podspace.haproxy.PlatformTls;
import io.podspace.platform.Settings;
import io.podspace.security.IssuedToken;
import io.podspace.security.NewToken;
import io.podspace.security.TokenView;
import io.podspace.security.Tokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The user's tokens of the API: made, shown once with a configuration for {@code kubectl}, revoked. */
@Named
@RequestScoped
public class TokensPage {
    @Inject
    Tokens tokens;

    @Inject
    Settings settings;

    @Inject
    PlatformTls tls;

    private List<TokenView> all;
    private String name = "";
    private String projects = "";
    private boolean writes = true;
    private int days = 30;
    private String issued = "";

    public List<TokenView> getAll() {
        if (all == null) {
            all = tokens.mine();
        }
        return all;
    }

    public void create() {
        List<String> names = Arrays.stream(projects.strip().split("[\\s,]+"))
                .filter(project -> !project.isEmpty())
                .toList();
        IssuedToken made = tokens.create(new NewToken(name, names, writes, days));
        issued = made.token();
        all = null;
        name = "";
        projects = "";
    }

    public void revoke(TokenView token) {
        tokens.revoke(token.id());
        all = null;
        Pages.say("The token '" + token.name() + "' is revoked.");
    }

    /** The token that was just made; empty on every other page. */
    public String getIssued() {
        return issued;
    }

    public String getKubeconfig() {
        String authority = Base64.getEncoder().encodeToString(tls.authority().getBytes(StandardCharsets.US_ASCII));
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: podspace, cluster: {server: "https://%s:%d", certificate-authority-data: %s}}]
                users: [{name: me, user: {token: %s}}]
                contexts: [{name: podspace, context: {cluster: podspace, user: me}}]
                current-context: podspace
                """.formatted(settings.api().hosts().getFirst(), settings.api().port(), authority, issued);
    }

    public String reach(TokenView token) {
        String where = token.projects().isEmpty() ? "all projects" : String.join(", ", token.projects());
        return (token.writes() ? "read and write, " : "read, ") + where;
    }

    public String day(Instant at) {
        if (at == null) {
            return "never";
        }
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getProjects() {
        return projects;
    }

    public void setProjects(String projects) {
        this.projects = projects;
    }

    public boolean isWrites() {
        return writes;
    }

    public void setWrites(boolean writes) {
        this.writes = writes;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }
}
