package io.podspace.console;

import io.podspace.project.ProjectCard;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What the frame around every page shows: the user, the project switcher, and the banner when an engine is silent. */
@Named
@RequestScoped
public class Shell {
    @Inject
    CurrentProject current;

    @Inject
    Projects boundary;

    private List<ProjectCard> projects;

    /** @return null outside a project */
    public ProjectView getProject() {
        return current.getView();
    }

    public List<ProjectCard> getProjects() {
        if (projects == null) {
            projects = boundary.mine();
        }
        return projects;
    }

    public boolean isAdmin() {
        return Pages.current().startsWith("/admin/");
    }

    public String getUser() {
        return "you";
    }

    public String getInitial() {
        return getUser().substring(0, 1);
    }

    public boolean isAdministrator() {
        return true;
    }

    /** @return what to tell while a host does not answer; null when all do */
    public String getSilent() {
        return null;
    }

    public void signOut() {
        Pages.go("/signin");
    }
}
