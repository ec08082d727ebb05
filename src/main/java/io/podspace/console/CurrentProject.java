package io.podspace.console;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The project that the address names, asked for once a request, and what the caller may do in it. */
@Named("current")
@RequestScoped
public class CurrentProject {
    @Inject
    Projects projects;

    private ProjectView view;

    /** @return null on pages outside a project */
    public ProjectView getView() {
        String name = Pages.parameter("project");
        if (view == null && !name.isEmpty()) {
            view = projects.find(name);
        }
        return view;
    }

    /** Asks for the project anew, after it was changed. */
    void changed(ProjectView now) {
        view = now;
    }

    public long getId() {
        return getView().id();
    }

    public String getName() {
        return getView().name();
    }

    /** Address of a page of this project, e.g. {@code at("/routes")}. */
    String at(String page) {
        return "/project/" + getName() + page;
    }

    public boolean isEditable() {
        return getView().role() != Role.VIEWER && !getView().deleting();
    }

    /** For pages on which something is made: who may not make it does not get them. @throws PodSpaceException FORBIDDEN */
    void requireEditor() {
        if (getView().role() == Role.VIEWER) {
            throw new PodSpaceException(ErrorCode.FORBIDDEN, "Viewers change nothing. Ask an owner for another role.");
        }
    }

    public boolean isOwned() {
        return getView().role() == Role.OWNER;
    }
}
