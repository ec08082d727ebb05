package io.podspace.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Going from page to page by clean address, and saying a word there. */
final class Pages {
    private Pages() {}

    /** Sends the browser to an address of the console, e.g. {@code /projects}. Ends the request. */
    static void go(String address) {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        try {
            external.redirect(external.getRequestContextPath() + address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FacesContext.getCurrentInstance().responseComplete();
    }

    /** As {@link #go}, with a sentence that the next page shows. */
    static void go(String address, String sentence) {
        say(sentence);
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
        go(address);
    }

    /** Shows a sentence above the page. */
    static void say(String sentence) {
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, sentence, null));
    }

    /** The address that the browser shows. */
    static String current() {
        return Objects.toString(
                FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestMap()
                        .get(AddressFilter.ADDRESS),
                "");
    }

    /** A part of the path or a request parameter; empty when not there. */
    static String parameter(String name) {
        return Objects.requireNonNullElse(
                FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestParameterMap()
                        .get(name),
                "");
    }
}
