package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.configuration.ConfigurationContents;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Configurations;
import io.podspace.configuration.NewConfiguration;
import io.podspace.configuration.Values;
import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectName;
import io.podspace.report.ObjectReports;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What config maps and secrets have in common: all but the way in which their values are written. */
abstract class ConfigurationStore implements ObjectStore {
    private static final Pattern LINE_BREAK = Pattern.compile("[\r\n]");

    @Inject
    Configurations configurations;

    @Inject
    ObjectReports objects;

    abstract ConfigurationKind kind();

    abstract Object object(ConfigurationView view, ObjectMeta meta, Values values);

    /** @throws ApiFault 422 when a value cannot be read */
    abstract Values values(ObjectNode wish);

    @Override
    public Optional<Topic> topic() {
        return Optional.of(kind().topic());
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        Map<Long, ObjectFacts> facts = objects.of(project.id(), kind().topic());
        return trees(project, facts, configurations.contents(project.id(), kind()));
    }

    @Override
    public Optional<List<ObjectName>> names(ProjectView project) {
        return Optional.of(objects.names(project.id(), kind().topic()));
    }

    @Override
    public List<ObjectNode> list(ProjectView project, Set<String> names) {
        Map<Long, ObjectFacts> facts = objects.some(project.id(), kind().topic(), names);
        return trees(project, facts, configurations.some(project.id(), kind(), names));
    }

    private List<ObjectNode> trees(
            ProjectView project, Map<Long, ObjectFacts> facts, List<ConfigurationContents> contents) {
        return contents.stream()
                .filter(each -> facts.containsKey(each.view().id()))
                .map(each -> tree(project, each.view(), facts.get(each.view().id()), each.values()))
                .toList();
    }

    /** Opens the values of this one alone; the version is read first, so that what is shown is never older. */
    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), kind().topic(), name).orElseThrow(() -> missing(name));
        ConfigurationView view = find(project, name);
        return tree(project, view, facts, configurations.values(view.id()));
    }

    private ObjectNode tree(ProjectView project, ConfigurationView view, ObjectFacts facts, Values values) {
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

    /** @throws ApiFault 422 at the key */
    byte[] decoded(ObjectNode wish, String field, String key, String encoded) {
        String line = LINE_BREAK.matcher(encoded).replaceAll("");
        try {
            if (line.length() % 4 != 0) {
                throw new IllegalArgumentException("no padding");
            }
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw invalid(wish, "must be base64; write plain text in " + plainText(), field + "." + key);
        }
    }

    /** Name of the field for values as they are. */
    abstract String plainText();

    ApiFault invalid(ObjectNode wish, String message, String field) {
        return ApiFault.invalid(
                "%s \"%s\""
                        .formatted(
                                resource().kind(),
                                wish.path("metadata").path("name").asText()),
                List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }
}
