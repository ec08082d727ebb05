package io.podspace.console;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.primefaces.component.dialog.Dialog;

/**
 * Dialogs without the style attribute that hides them at first: the policy of the pages refuses it, and the theme's sheet
 * says the same.
 */
public class DialogRenderer extends org.primefaces.component.dialog.DialogRenderer {
    @Override
    protected void encodeMarkup(FacesContext context, Dialog dialog) throws IOException {
        ResponseWriter plain = context.getResponseWriter();
        context.setResponseWriter(new UnstyledWriter(plain));
        try {
            super.encodeMarkup(context, dialog);
        } finally {
            context.setResponseWriter(plain);
        }
    }
}
