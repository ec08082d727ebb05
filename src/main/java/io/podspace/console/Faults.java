package io.podspace.console;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.security.ReturnPath;
import jakarta.faces.FacesException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.component.EditableValueHolder;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/**
 * Where every exception of a page ends, so that pages need no try: what an action refused becomes a message beside its
 * field or above the page, with all input kept; what a page cannot show becomes an error page with the right status.
 */
public class Faults extends ExceptionHandlerWrapper {
    private static final System.Logger LOG = System.getLogger(Faults.class.getName());

    /** Registers {@link Faults}. */
    public static class Factory extends ExceptionHandlerFactory {
        public Factory(ExceptionHandlerFactory wrapped) {
            super(wrapped);
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return new Faults(getWrapped().getExceptionHandler());
        }
    }

    Faults(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() throws FacesException {
        Iterator<ExceptionQueuedEvent> events =
                getUnhandledExceptionQueuedEvents().iterator();
        while (events.hasNext()) {
            Throwable thrown = events.next().getContext().getException();
            events.remove();
            show(FacesContext.getCurrentInstance(), thrown);
        }
    }

    private static void show(FacesContext context, Throwable thrown) {
        if (find(thrown, ViewExpiredException.class).isPresent()) {
            signInAgain();
            return;
        }
        PodSpaceException fault = find(thrown, PodSpaceException.class).orElseGet(() -> defect(thrown));
        boolean rendering = context.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE;
        if (fault.code() == ErrorCode.UNAUTHENTICATED && !Pages.current().startsWith("/signin")) {
            signInAgain();
        } else if (context.isPostback() && !rendering) {
            message(context, fault);
        } else {
            fail(context, ErrorStatus.of(fault.code()));
        }
    }

    /** Leads back to the same page afterwards. */
    private static void signInAgain() {
        String back = ReturnPath.of(Pages.current())
                .map(path -> "&to=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .orElse("");
        Pages.go("/signin?expired=true" + back);
    }

    private static void message(FacesContext context, PodSpaceException fault) {
        Optional<String> input = fault.field().flatMap(name -> FieldNames.clientId(context, name));
        String words = input.isPresent()
                ? FieldNames.beside(fault.field().orElseThrow(), fault.getMessage())
                : fault.getMessage();
        context.addMessage(input.orElse(null), new FacesMessage(FacesMessage.SEVERITY_ERROR, words, null));
        fault.field()
                .flatMap(name -> FieldNames.input(context.getViewRoot(), name))
                .ifPresent(refused -> ((EditableValueHolder) refused).setValid(false));
        context.validationFailed();
        context.renderResponse();
    }

    private static void fail(FacesContext context, int status) {
        ExternalContext external = context.getExternalContext();
        try {
            if (!external.isResponseCommitted()) {
                external.responseReset();
                external.responseSendError(status, null);
            }
            context.responseComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user gets a number to quote; the log gets the rest under the same number. */
    private static PodSpaceException defect(Throwable thrown) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(System.Logger.Level.ERROR, "A page failed, number " + number, thrown);
        return new PodSpaceException(
                ErrorCode.INTERNAL,
                "PodSpace failed at this. Try again; if it stays so, tell your operator the number " + number + ".");
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
