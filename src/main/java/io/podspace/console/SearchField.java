package io.podspace.console;

import io.podspace.report.DeploymentCard;
import io.podspace.report.PodView;
import io.podspace.report.ServiceLine;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.service.ServiceView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The search field of the top bar. It narrows the list of the page, or the overview where the page has no list. */
@Named("search")
@RequestScoped
public class SearchField {
    private static final Pattern LIST = Pattern.compile("/project/[a-z0-9-]+(/(deployments|pods|services|routes))?/?");
    private static final int LONGEST = 100;

    @Inject
    CurrentProject current;

    /** @return at most 100 characters */
    public String getText() {
        String text = Pages.parameter("q").strip();
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    /** Whether something is searched for. */
    public boolean isOn() {
        return !getText().isEmpty();
    }

    /** The address of the list in which it searches. */
    public String getAction() {
        String here = Pages.current().split("\\?", 2)[0];
        return LIST.matcher(here).matches() ? here : current.at("");
    }

    List<DeploymentCard> deployments(List<DeploymentCard> all) {
        Search search = Search.of(getText());
        return all.stream()
                .filter(card -> search.finds(card.labels(), texts(card)))
                .toList();
    }

    List<ServiceLine> lines(List<ServiceLine> all) {
        Search search = Search.of(getText());
        return all.stream().filter(line -> search.finds(Map.of(), texts(line))).toList();
    }

    List<PodView> pods(List<PodView> all) {
        Search search = Search.of(getText());
        return all.stream()
                .filter(pod -> search.finds(pod.labels(), texts(pod)))
                .toList();
    }

    List<ServiceView> services(List<ServiceView> all) {
        Search search = Search.of(getText());
        return all.stream()
                .filter(service -> search.finds(
                        service.selector(), Stream.concat(Stream.of(service.name()), service.routes().stream())))
                .toList();
    }

    List<RouteView> routes(List<RouteView> all) {
        Search search = Search.of(getText());
        return all.stream()
                .filter(route -> search.finds(
                        Map.of(),
                        Stream.concat(
                                Stream.of(route.name(), route.url()),
                                route.targets().stream().map(RouteTarget::service))))
                .toList();
    }

    private static Stream<String> texts(DeploymentCard card) {
        return Stream.concat(
                Stream.of(card.name(), card.image()), card.services().stream().flatMap(SearchField::texts));
    }

    private static Stream<String> texts(ServiceLine line) {
        return Stream.concat(
                Stream.of(line.name()), line.routes().stream().flatMap(route -> Stream.of(route.name(), route.url())));
    }

    private static Stream<String> texts(PodView pod) {
        return Stream.concat(
                Stream.of(pod.name(), pod.image()), Stream.concat(pod.host().stream(), pod.address().stream()));
    }
}
