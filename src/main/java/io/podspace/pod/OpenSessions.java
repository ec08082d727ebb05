package io.podspace.pod;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which sessions are open: so many an account and so many a project at most. */
final class OpenSessions {
    private final int most;
    private final int mostOfProject;
    private final Map<Session, Long> owners = new LinkedHashMap<>();

    /** @param mostOfProject of all accounts together */
    OpenSessions(int most, int mostOfProject) {
        this.most = most;
        this.mostOfProject = mostOfProject;
    }

    /** @throws PodSpaceException TOO_MANY_REQUESTS */
    synchronized <S extends Session> S add(long account, S session) {
        if (owners.values().stream().filter(owner -> owner == account).count() >= most) {
            throw tooMany("You have %d sessions with pods open, which is the most.".formatted(most));
        }
        if (owners.keySet().stream()
                        .filter(open -> open.project() == session.project())
                        .count()
                >= mostOfProject) {
            throw tooMany("The project has %d sessions with pods open, which is the most.".formatted(mostOfProject));
        }
        owners.put(session, account);
        session.onClose(() -> remove(session));
        return session;
    }

    private static PodSpaceException tooMany(String what) {
        return new PodSpaceException(ErrorCode.TOO_MANY_REQUESTS, what + " End one. Wait 5 seconds, then try again.");
    }

    private synchronized void remove(Session session) {
        owners.remove(session);
    }

    private synchronized List<Session> all() {
        return List.copyOf(owners.keySet());
    }

    void closeAll() {
        all().forEach(Session::close);
    }
}
