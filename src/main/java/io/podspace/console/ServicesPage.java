package io.podspace.console;

import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The project's services, live. */
@Named
@RequestScoped
public class ServicesPage {
    @Inject
    CurrentProject current;

    @Inject
    Services services;

    @Inject
    SearchField search;

    private List<ServiceView> all;

    public List<ServiceView> getAll() {
        if (all == null) {
            all = services.list(current.getId());
        }
        return all;
    }

    /** Those that the search field leaves. */
    public List<ServiceView> getFound() {
        return search.services(getAll());
    }
}
