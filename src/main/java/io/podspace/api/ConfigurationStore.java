package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Configurations;
import io.podspace.configuration.NewConfiguration;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What config maps and secrets have in common: all but the way in which their values are written. */
abstract class ConfigurationStore implements ObjectStore {
    @Inject
    Configurations configurations;

    @Inject
    ObjectReports objects;

    abstract ConfigurationKind kind();

    /** @param values as they are */
    abstract Object object(ConfigurationView view, ObjectMeta meta, Map<String, String> values);

    /** @throws ApiFault 422 when a value cannot be read */
    abstract Map<String, String> values(ObjectNode wish);

    @Override
    public Optional<Topic> topic() {
        return Optional.of(kind().topic());
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        Map<Long, ObjectFacts> facts = objects.of(project.id(), Topic.CONFIG_MAP);
        Map<Long, Map<String, String>> contents = configurations.contents(project.id(), kind());
        return configurations.list(project.id(), kind()).stream()
                .filter(view -> facts.containsKey(view.id()) && contents.containsKey(view.id()))
                .map(view -> tree(project, view, facts.get(view.id()), contents.get(view.id())))
                .toList();
    }

    /** Opens the values of this one alone; the version is read first, so that what is shown is never older. */
    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), kind().topic(), name).orElseThrow(() -> missing(name));
        ConfigurationView view = find(project, name);
        return tree(project, view, facts, configurations.values(view.id()));
    }

    private ObjectNode tree(
            ProjectView project, ConfigurationView view, ObjectFacts facts, Map<String, String> values) {
        ObjectMeta meta = Metadata.of(facts, project.name(), facts.version());
        meta.setGeneration(null);
        return Trees.of(object(view, meta, values));
    }

    @Override
    public void create(ProjectView project, ObjectNode wish) {
        ConfigurationView made = configurations.create(new NewConfiguration(
                project.id(),
                kind(),
                wish.path("metadata").path("name").asText(),
                wish.path("type").asText("Opaque"),
                wish.path("immutable").asBoolean(),
                values(wish)));
        describe(made, wish);
    }

    @Override
    public void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        ConfigurationView view =
                find(project, live.path("metadata").path("name").asText());
        if (!wish.path("type").asText(view.type()).equals(view.type())) {
            throw invalid(wish, "field is immutable", "type");
        }
        describe(
                configurations.update(
                        view.id(), values(wish), wish.path("immutable").asBoolean()),
                wish);
    }

    private void describe(ConfigurationView view, ObjectNode wish) {
        JsonNode meta = wish.path("metadata");
        configurations.describe(view.id(), Trees.texts(meta.path("labels")), Trees.texts(meta.path("annotations")));
    }

    @Override
    public void delete(ProjectView project, String name) {
        configurations.delete(find(project, name).id());
    }

    private ConfigurationView find(ProjectView project, String name) {
        return configurations.find(project.id(), kind(), name).orElseThrow(() -> missing(name));
    }

    ApiFault invalid(ObjectNode wish, String message, String field) {
        return ApiFault.invalid(
                "%s \"%s\""
                        .formatted(
                                resource().kind(),
                                wish.path("metadata").path("name").asText()),
                List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }
}
