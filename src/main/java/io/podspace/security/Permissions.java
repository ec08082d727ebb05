package io.podspace.security;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the caller may do. Every boundary method asks here first, with the project's row id; whatever is not asked for is
 * not granted. Nothing is cached, so that a role taken away is gone with the next call.
 */
@ApplicationScoped
public class Permissions {
    @Inject
    CurrentUser user;

    @Inject
    MembershipTable memberships;

    /**
     * Goes on only when the caller may do that in the project.
     *
     * @throws PodSpaceException UNAUTHENTICATED; NOT_FOUND when there is no such project or the caller is no member, which
     *     must look the same; FORBIDDEN when the caller's role is too small
     */
    public void require(long projectId, Permission permission) {
        Role role = role(projectId).orElseThrow(Permissions::notFound);
        if (!permission.grantedTo(role)) {
            throw new PodSpaceException(
                    ErrorCode.FORBIDDEN,
                    "Your role in this project is %s, which does not allow this. Ask an owner of the project."
                            .formatted(role.name().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * The caller's role in a project; an administrator counts as its owner.
     *
     * @return empty when there is no such project or the caller is no member
     * @throws PodSpaceException UNAUTHENTICATED when nobody is signed in
     */
    public Optional<Role> role(long projectId) {
        Identity caller = user.require();
        Scope scope = user.scope();
        return scope.includes(projectId)
                ? memberships
                        .role(projectId, caller.id(), caller.administrator())
                        .map(scope::cap)
                : Optional.empty();
    }

    /**
     * As {@link #role}, of all projects where the caller has one, by row id: one look, however many there are.
     *
     * @throws PodSpaceException UNAUTHENTICATED when nobody is signed in
     */
    public Map<Long, Role> roles() {
        Identity caller = user.require();
        Scope scope = user.scope();
        return memberships.roles(caller.id(), caller.administrator()).entrySet().stream()
                .filter(each -> scope.includes(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> scope.cap(each.getValue())));
    }

    /** @throws PodSpaceException UNAUTHENTICATED, or FORBIDDEN for everybody who is no administrator of the platform */
    public void requireAdministrator() {
        user.require();
        if (!user.administrator()) {
            throw new PodSpaceException(
                    ErrorCode.FORBIDDEN, "This is for administrators of the platform. Ask one of them.");
        }
    }

    /** @throws PodSpaceException UNAUTHENTICATED, or FORBIDDEN for a token that is limited to reading or to some projects */
    public void requireUnlimited() {
        user.require();
        if (user.scope().limited()) {
            throw new PodSpaceException(
                    ErrorCode.FORBIDDEN, "This token is limited and does not allow this. Use one without limits.");
        }
    }

    /**
     * Whether an account may do that now. For streams that outlive a request (terminals, logs, push): ask every few
     * seconds, and close the stream on false.
     */
    public boolean allowed(long accountId, long projectId, Permission permission) {
        return memberships
                .roleOfAccount(projectId, accountId)
                .filter(permission::grantedTo)
                .isPresent();
    }

    /** The one answer for a project, or for something in a project, that is not there or not the caller's. */
    public static PodSpaceException notFound() {
        return new PodSpaceException(
                ErrorCode.NOT_FOUND, "There is no such project, or you are not a member of it. Look at your projects.");
    }
}
