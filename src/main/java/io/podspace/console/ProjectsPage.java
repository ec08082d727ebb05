package io.podspace.console;

import io.podspace.project.NewProject;
import io.podspace.project.ProjectCard;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The caller's projects as cards, and the dialog that makes one. */
@Named
@RequestScoped
public class ProjectsPage {
    @Inject
    Projects projects;

    private List<ProjectCard> cards;
    private String name;
    private String displayName;

    public List<ProjectCard> getCards() {
        if (cards == null) {
            cards = projects.mine();
        }
        return cards;
    }

    public void create() {
        ProjectView made = projects.create(new NewProject(name, displayName));
        Pages.go("/project/" + made.name());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }
}
