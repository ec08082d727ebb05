package io.podspace.console;

import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The project's routes, live. */
@Named
@RequestScoped
public class RoutesPage {
    @Inject
    CurrentProject current;

    @Inject
    Routes routes;

    @Inject
    SearchField search;

    private List<RouteView> all;

    public List<RouteView> getAll() {
        if (all == null) {
            all = routes.list(current.getId());
        }
        return all;
    }

    /** Those that the search field leaves. */
    public List<RouteView> getFound() {
        return search.routes(getAll());
    }
}
