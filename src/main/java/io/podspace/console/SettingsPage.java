package io.podspace.console;

import io.podspace.platform.PodSpaceException;
import io.podspace.project.MemberView;
import io.podspace.project.Members;
import io.podspace.project.Projects;
import io.podspace.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A project's settings: name, network, members, and its end. */
@Named
@RequestScoped
public class SettingsPage {
    @Inject
    CurrentProject current;

    @Inject
    Projects projects;

    @Inject
    Members boundary;

    private List<MemberView> members;
    private String displayName;
    private Boolean egress;
    private String member = "";
    private Role role = Role.EDITOR;
    private String typedName = "";

    public List<MemberView> getMembers() {
        if (members == null) {
            members = boundary.list(current.getId());
        }
        return members;
    }

    public void rename() {
        current.changed(projects.rename(current.getId(), displayName));
        Pages.say("The project is now called " + current.getView().displayName() + ".");
    }

    public void saveEgress() {
        current.changed(projects.setEgress(current.getId(), isEgress()));
        Pages.say(isEgress() ? "Pods may open connections to the outside." : "Pods reach only this project now.");
    }

    public void addMember() {
        MemberView added = boundary.add(current.getId(), member.strip(), role);
        members = null;
        member = "";
        Pages.say(added.name() + " is a member now.");
    }

    /** Gives a member the role that was chosen in the member's row. */
    public void changeRole() {
        MemberView changed = boundary.add(current.getId(), Pages.parameter("member"), chosenRole());
        members = null;
        Pages.say(
                changed.name() + " is " + Look.words(changed.role().toString()).toLowerCase(Locale.ROOT) + " now.");
    }

    private static Role chosenRole() {
        return Arrays.stream(Role.values())
                .filter(each -> each.name().equals(Pages.parameter("role")))
                .findFirst()
                .orElseThrow(() -> PodSpaceException.invalid("role", "The page sent no role. Load it again."));
    }

    public void removeMember(String name) {
        boundary.remove(current.getId(), name);
        members = null;
        Pages.say(name + " is no member any more.");
    }

    public void delete() {
        String name = current.getName();
        projects.delete(current.getId(), typedName);
        Pages.go("/projects", "Project " + name + " is being deleted with all that is in it.");
    }

    public Role[] getRoles() {
        return Role.values();
    }

    public String getDisplayName() {
        return displayName == null ? current.getView().displayName() : displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public boolean isEgress() {
        return egress == null ? current.getView().egress() : egress;
    }

    public void setEgress(boolean egress) {
        this.egress = egress;
    }

    public String getMember() {
        return member;
    }

    public void setMember(String member) {
        this.member = member;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    public String getTypedName() {
        return typedName;
    }

    public void setTypedName(String typedName) {
        this.typedName = typedName;
    }
}
