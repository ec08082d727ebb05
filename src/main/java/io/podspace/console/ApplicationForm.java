package io.podspace.console;

import io.podspace.application.NewApplication;
import io.podspace.catalog.Catalog;
import io.podspace.catalog.CatalogEntry;
import io.podspace.catalog.Filled;
import io.podspace.deployment.NewDeployment;
import io.podspace.host.ImageFacts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the user fills in to add an application: from an entry of the catalog, or from an image. */
public class ApplicationForm implements Serializable {
    private static final int MOST_REPLICAS = 10_000;

    private String entry;
    private String name = "";
    private String replicas = "1";
    private String size = "";
    private boolean service = true;
    private boolean route;
    private TemplateForm template = new TemplateForm();
    private List<Parameter> parameters = new ArrayList<>();

    /** A value that the entry asks for. */
    public static class Parameter implements Serializable {
        private final String name;
        private final String title;
        private final String help;
        private final boolean secret;
        private String value;

        Parameter(CatalogEntry.Parameter parameter) {
            name = parameter.name();
            title = parameter.title();
            help = parameter.description();
            secret = parameter.secret();
            value = parameter.value();
        }

        public String getName() {
            return name;
        }

        public String getTitle() {
            return title;
        }

        public String getHelp() {
            return help;
        }

        public boolean isSecret() {
            return secret;
        }

        public String getValue() {
            return value;
        }

        public void setValue(String value) {
            this.value = value;
        }
    }

    static ApplicationForm of(CatalogEntry entry) {
        ApplicationForm form = new ApplicationForm();
        form.entry = entry.name();
        form.name = entry.name();
        form.route = entry.expose();
        form.service = !entry.ports().isEmpty();
        form.size = entry.sizes().isEmpty() ? "" : entry.sizes().getFirst().name();
        entry.parameters().forEach(parameter -> form.parameters.add(new Parameter(parameter)));
        return form;
    }

    /** @throws io.podspace.platform.PodSpaceException INVALID at the field that cannot be read */
    NewApplication wish(long project, Catalog catalog) {
        int count = NumberText.parse("replicas", replicas, 0, MOST_REPLICAS);
        NewDeployment deployment = entry == null
                ? new NewDeployment(project, name.strip(), template.template(), count, Map.of())
                : catalog.deployment(new Filled(project, entry, name.strip(), count, size, values()));
        boolean exposable = !deployment.template().ports().isEmpty();
        return new NewApplication(deployment, exposable && (service || route), exposable && route);
    }

    /** Proposes what an image says about itself, where the user has typed nothing else. An entry has said it already. */
    void prefill(String reference, ImageFacts facts) {
        if (entry != null) {
            return;
        }
        if (name.isBlank()) {
            name = reference
                    .replaceFirst("@.*", "")
                    .replaceFirst(":[^/]*$", "")
                    .replaceFirst(".*/", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^[^a-z]+|-+$", "");
        }
        template.propose(ImageDefaults.of(facts));
        template.getChecks().offer(facts.health());
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name, parameter.value));
        return values;
    }

    /** @return null for an image */
    public String getEntry() {
        return entry;
    }

    public TemplateForm getTemplate() {
        return template;
    }

    public List<Parameter> getParameters() {
        return parameters;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getReplicas() {
        return replicas;
    }

    public void setReplicas(String replicas) {
        this.replicas = replicas;
    }

    public String getSize() {
        return size;
    }

    public void setSize(String size) {
        this.size = size;
    }

    public boolean isService() {
        return service;
    }

    public void setService(boolean service) {
        this.service = service;
    }

    public boolean isRoute() {
        return route;
    }

    public void setRoute(boolean route) {
        this.route = route;
    }
}
