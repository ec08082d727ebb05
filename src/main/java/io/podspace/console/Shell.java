package io.podspace.console;

import io.podspace.host.Hosts;
import io.podspace.host.Silence;
import io.podspace.project.ProjectCard;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.security.CurrentUser;
import io.podspace.security.Identity;
import io.podspace.security.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the frame around every page shows: the user, the project switcher, and the banner when an engine is silent. */
@Named
@RequestScoped
public class Shell {
    @Inject
    CurrentProject current;

    @Inject
    Projects mine;

    @Inject
    CurrentUser user;

    @Inject
    SignIn boundary;

    @Inject
    Hosts hosts;

    private List<ProjectCard> projects;
    private List<Silence> silent;

    /** @return null outside a project */
    public ProjectView getProject() {
        return current.getView();
    }

    public List<ProjectCard> getProjects() {
        if (projects == null) {
            projects = mine.mine();
        }
        return projects;
    }

    public boolean isAdmin() {
        return Pages.current().startsWith("/admin/");
    }

    /** @return empty on error pages, which nobody needs to be signed in for */
    public String getUser() {
        return user.identity().map(Identity::name).orElse("");
    }

    public String getInitial() {
        return getUser().isEmpty() ? "" : getUser().substring(0, 1);
    }

    public boolean isAdministrator() {
        return user.administrator();
    }

    /** @return what to tell while a host does not answer; null when all do */
    public String getSilent() {
        if (silent == null) {
            silent = user.signedIn() ? hosts.silent() : List.of();
        }
        return silent.isEmpty() ? null : sentence(silent);
    }

    private static String sentence(List<Silence> all) {
        String names = all.stream().map(Silence::host).collect(Collectors.joining(", "));
        Instant since =
                all.stream().map(Silence::since).min(Comparator.naturalOrder()).orElseThrow();
        return "%s has not answered for %s. What runs there is unknown and goes on as it is; nothing is deleted."
                .formatted(
                        names,
                        Moments.length(Math.max(
                                0, Duration.between(since, Instant.now()).toSeconds())));
    }

    public void signOut() {
        boundary.signOut();
        Pages.go("/signin");
    }
}
