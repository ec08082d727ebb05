package io.podspace.project;

import io.podspace.platform.PodSpaceException;
import io.podspace.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The boundary of a project's members. Members may read the list, owners change it. */
@ApplicationScoped
public class Members {

    /** By role, then by name. */
    public List<MemberView> list(long projectId) {
        throw PodSpaceException.unfinished();
    }

    /**
     * Gives an account a role in the project, or changes the role it has.
     *
     * @throws PodSpaceException NOT_FOUND at {@code name}; CONFLICT when the last owner would be lost
     */
    public MemberView add(long projectId, String name, Role role) {
        throw PodSpaceException.unfinished();
    }

    /** @throws PodSpaceException CONFLICT for the last owner; one who is no member is left alone */
    public void remove(long projectId, String name) {
        throw PodSpaceException.unfinished();
    }
}
