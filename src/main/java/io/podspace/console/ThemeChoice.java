package io.podspace.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.util.Set;

/** Light, dark, or as the system has it: remembered in a cookie, so that no page flashes in the wrong one. */
@Named("theme")
@RequestScoped
public class ThemeChoice {
    private static final Set<String> MODES = Set.of("light", "dark", "auto");

    public String getMode() {
        Object cookie = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestCookieMap()
                .get("podspace-theme");
        return cookie instanceof Cookie found && MODES.contains(found.getValue()) ? found.getValue() : "auto";
    }
}
