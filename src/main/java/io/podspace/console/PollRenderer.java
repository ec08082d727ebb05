package io.podspace.console;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;

/** Polls without the style attribute of the empty element that stands for them: nothing of it shows anyway. */
public class PollRenderer extends org.primefaces.component.poll.PollRenderer {
    @Override
    public void encodeEnd(FacesContext context, UIComponent poll) throws IOException {
        ResponseWriter plain = context.getResponseWriter();
        context.setResponseWriter(new UnstyledWriter(plain));
        try {
            super.encodeEnd(context, poll);
        } finally {
            context.setResponseWriter(plain);
        }
    }
}
