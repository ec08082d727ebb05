package io.podspace.console;

import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The project's pods, a hundred on a page. */
@Named
@RequestScoped
public class PodsPage {
    private static final int PER_PAGE = 100;

    @Inject
    CurrentProject current;

    @Inject
    PodReports reports;

    private List<PodView> all;

    public List<PodView> getPods() {
        return all().stream()
                .skip((long) (getPage() - 1) * PER_PAGE)
                .limit(PER_PAGE)
                .toList();
    }

    public int getCount() {
        return all().size();
    }

    public int getPages() {
        return Math.max(1, (all().size() + PER_PAGE - 1) / PER_PAGE);
    }

    public int getPage() {
        String page = Pages.parameter("page");
        return page.matches("[1-9][0-9]{0,4}") ? Math.min(getPages(), Integer.parseInt(page)) : 1;
    }

    private List<PodView> all() {
        if (all == null) {
            all = reports.ofProject(current.getId());
        }
        return all;
    }
}
