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
import java.util.stream.Stream;

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
        if (silent.isEmpty()) {
            return null;
        }
        List<Silence> replaced = silent.stream().filter(Silence::replaced).toList();
        List<Silence> mute = silent.stream().filter(host -> !host.replaced()).toList();
        return Stream.of(mute.isEmpty() ? "" : sentence(mute), replaced.isEmpty() ? "" : replacedSentence(replaced))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String names(List<Silence> all) {
        return all.stream().map(Silence::host).collect(Collectors.joining(", "));
    }

    private static String replacedSentence(List<Silence> all) {
        return "Another engine answers for %s than the one that is known. What ran there is unknown, and nothing is deleted or replaced, until an administrator accepts the new engine or the known one is back."
                .formatted(names(all));
    }

    private static String sentence(List<Silence> all) {
        Instant since =
                all.stream().map(Silence::since).min(Comparator.naturalOrder()).orElseThrow();
        return "%s has not answered for %s. What runs there is unknown and goes on as it is; nothing is deleted."
                .formatted(
                        names(all),
                        Moments.length(Math.max(
                                0, Duration.between(since, Instant.now()).toSeconds())));
    }

    public void signOut() {
        boundary.signOut();
        Pages.go("/signin");
    }
}
