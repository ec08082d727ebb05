package io.podspace.console;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;

/** Lets forms post to the clean address of their page, so that its parameters are there in every request. */
public class AddressViewHandler extends ViewHandlerWrapper {
    public AddressViewHandler(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public String getActionURL(FacesContext context, String viewId) {
        Object address = context.getExternalContext().getRequestMap().get(AddressFilter.ADDRESS);
        return address != null && viewId.startsWith("/WEB-INF/pages/")
                ? address.toString()
                : super.getActionURL(context, viewId);
    }
}
