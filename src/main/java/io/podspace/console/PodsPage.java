package io.podspace.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
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

    @Inject
    SearchField search;

    private List<PodView> all;
    private List<PodView> found;

    public List<PodView> getPods() {
        return found().stream()
                .skip((long) (getPage() - 1) * PER_PAGE)
                .limit(PER_PAGE)
                .toList();
    }

    public int getCount() {
        return all().size();
    }

    /** How many the search field leaves. */
    public int getMatches() {
        return found().size();
    }

    public int getPages() {
        return Math.max(1, (found().size() + PER_PAGE - 1) / PER_PAGE);
    }

    public int getPage() {
        String page = Pages.parameter("page");
        return page.matches("[1-9][0-9]{0,4}") ? Math.min(getPages(), Integer.parseInt(page)) : 1;
    }

    /** The address of another page of the same list. */
    public String address(int page) {
        return "?page=" + page + (search.isOn() ? "&q=" + URLEncoder.encode(search.getText(), UTF_8) : "");
    }

    private List<PodView> found() {
        if (found == null) {
            found = search.pods(all());
        }
        return found;
    }

    private List<PodView> all() {
        if (all == null) {
            all = reports.ofProject(current.getId());
        }
        return all;
    }
}
