package io.podspace.console;

import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Configurations;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;

/** The project's config maps and secrets, live, without values. */
@Named
@RequestScoped
public class ConfigurationsPage {
    @Inject
    CurrentProject current;

    @Inject
    Configurations configurations;

    private List<ConfigurationView> all;

    public List<ConfigurationView> getAll() {
        if (all == null) {
            all = Stream.of(ConfigurationKind.values())
                    .flatMap(kind -> configurations.list(current.getId(), kind).stream())
                    .toList();
        }
        return all;
    }
}
