package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.podspace.project.NewProject;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Projects as namespaces, and as the projects of OpenShift: the same objects under two kinds. They lie in no namespace. */
@ApplicationScoped
class Namespaces {
    static final String DISPLAY_NAME = "openshift.io/display-name";
    private static final String TERMINATING = "Terminating";
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    @Inject
    Projects projects;

    @Inject
    ObjectReports objects;

    /** Those that the caller may see, by name. */
    /** Versions are read first, so that what is shown is never older; what came between is in the next list. */
    List<ObjectNode> list(Resource resource) {
        Map<Long, ObjectFacts> facts = objects.projects();
        return projects.visible().stream()
                .filter(project -> facts.containsKey(project.id()))
                .map(project -> tree(resource, facts.get(project.id()), project))
                .toList();
    }

    ObjectNode get(Resource resource, String name) {
        return tree(resource, find(name).id());
    }

    /** The one answer for a namespace that is not there and for one of other people. */
    ProjectView find(String name) {
        return projects.find(name);
    }

    /** As one that is gone is told: it may have been deleted so quickly that nobody was told that it was about to go. */
    static ObjectNode gone(ObjectNode namespace) {
        ObjectNode gone = namespace.deepCopy();
        gone.withObject("/status").put("phase", TERMINATING);
        return gone;
    }

    void create(ObjectNode wish) {
        String name = wish.path("metadata").path("name").asText();
        describe(projects.create(new NewProject(name, shown(wish))).id(), wish);
    }

    void update(ObjectNode live, ObjectNode wish) {
        ProjectView project = find(live.path("metadata").path("name").asText());
        if (!shown(wish).equals(project.displayName())) {
            projects.rename(project.id(), shown(wish));
        }
        describe(project.id(), wish);
    }

    private static String shown(ObjectNode wish) {
        return wish.path("metadata").path("annotations").path(DISPLAY_NAME).asText();
    }

    private void describe(long project, ObjectNode wish) {
        Map<String, String> labels = new LinkedHashMap<>(Trees.texts(Trees.at(wish, "metadata.labels")));
        Map<String, String> annotations = new LinkedHashMap<>(Trees.texts(Trees.at(wish, "metadata.annotations")));
        labels.remove(NAME_LABEL);
        annotations.remove(DISPLAY_NAME);
        projects.describe(project, labels, annotations);
    }

    void delete(String name) {
        projects.delete(find(name).id(), name);
    }

    /** The version is read first, so that what is shown is never older. */
    private ObjectNode tree(Resource resource, long id) {
        ObjectFacts facts = objects.project(id);
        return tree(resource, facts, projects.view(id));
    }

    private static ObjectNode tree(Resource resource, ObjectFacts facts, ProjectView project) {
        return Trees.of(new NamespaceBuilder()
                .withApiVersion(resource.apiVersion())
                .withKind(resource.kind())
                .withMetadata(Metadata.of(facts, null, facts.version()))
                .editMetadata()
                .addToAnnotations(DISPLAY_NAME, project.displayName())
                .addToLabels(NAME_LABEL, project.name())
                .endMetadata()
                .withNewSpec()
                .withFinalizers("kubernetes")
                .endSpec()
                .withNewStatus()
                .withPhase(project.deleting() ? TERMINATING : "Active")
                .endStatus()
                .build());
    }
}
