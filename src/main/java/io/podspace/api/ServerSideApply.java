package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-side apply of Kubernetes: each manager says the fields that it wants, and what another one set is a conflict
 * unless both want the same. Pure.
 *
 * @param resource of the object
 * @param manager who applies or updates
 */
record ServerSideApply(Resource resource, FieldOwner manager, Instant now) {
    static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final FieldOwner CLIENT_SIDE = new FieldOwner("kubectl-client-side-apply", FieldOwner.UPDATE, "");

    /** @param object as it shall be */
    record Applied(ObjectNode object, ManagedFields managed) {}

    /**
     * @param wish what is applied, checked
     * @param force takes over what others set
     * @throws ApiFault 409 with a cause for each field of somebody else
     */
    Applied apply(ObjectNode live, ObjectNode wish, ManagedFields managed, boolean force) {
        Schema schema = schema();
        FieldSet applied = FieldSet.of(resource.type(), wish);
        FieldSet before = managed.of(manager, version());
        FieldSet owned = managed.others(manager, version()).stream()
                .map(ManagedFields.Entry::fields)
                .reduce(applied, FieldSet::union);
        JsonNode next = ApplyMerge.prune(schema, ApplyMerge.merge(schema, live, wish), before, owned);
        Difference difference = Difference.between(schema, live, next);
        if (!force) {
            refuseConflicts(live, managed, difference.changed());
        }
        ManagedFields left = managed.others(
                manager, version(), set -> set.minus(difference.changed()).minus(difference.removed()));
        return new Applied((ObjectNode) next, left.set(manager, version(), now, applied));
    }

    /** Who has what of an object that was applied for the first time. */
    ManagedFields created(ObjectNode wish) {
        return ManagedFields.NONE.set(manager, version(), now, FieldSet.of(resource.type(), wish));
    }

    /** Who has what after a change of another kind than apply: what changed is the changer's. */
    ManagedFields updated(JsonNode before, ObjectNode after, ManagedFields managed) {
        Difference difference = Difference.between(schema(), before, after);
        return changed(difference, managed);
    }

    /** As {@link #updated} of an object that was not there. */
    ManagedFields made(ObjectNode after) {
        return changed(Difference.between(schema(), MissingNode.getInstance(), after), ManagedFields.NONE);
    }

    private ManagedFields changed(Difference difference, ManagedFields managed) {
        FieldSet mine =
                managed.of(manager, version()).minus(difference.removed()).union(difference.changed());
        return managed.others(manager, version(), set -> set.minus(difference.changed())
                        .minus(difference.removed()))
                .set(manager, version(), now, new FieldSet(false, mine.children()));
    }

    private void refuseConflicts(ObjectNode live, ManagedFields managed, FieldSet changed) {
        List<ApiFault.Cause> causes = new ArrayList<>();
        for (ManagedFields.Entry other : managed.others(manager, version())) {
            FieldSet conflicts = other.fields().common(changed);
            if (other.manager().equals(CLIENT_SIDE)) {
                conflicts = conflicts.minus(lastApplied(live));
            }
            String whom = "conflict with \"%s\"%s using %s"
                    .formatted(
                            other.manager().name(),
                            other.manager().subresource().isEmpty()
                                    ? ""
                                    : " with subresource \"%s\""
                                            .formatted(other.manager().subresource()),
                            other.apiVersion());
            conflicts.paths().forEach(path -> causes.add(new ApiFault.Cause("FieldManagerConflict", whom, path)));
        }
        if (!causes.isEmpty()) {
            throw conflict(causes);
        }
    }

    private static ApiFault conflict(List<ApiFault.Cause> causes) {
        StringBuilder message = new StringBuilder(
                "Apply failed with %d conflict%s:".formatted(causes.size(), causes.size() == 1 ? "" : "s"));
        for (ApiFault.Cause cause : causes) {
            message.append(causes.size() == 1 ? " " : "\n- ")
                    .append(cause.message())
                    .append(": ")
                    .append(cause.field());
        }
        return new ApiFault(new ApiFault.Status(409, "Conflict", message.toString(), 0, causes));
    }

    /** What {@code kubectl apply} wrote before goes over to {@code kubectl apply --server-side} without a conflict. */
    private FieldSet lastApplied(ObjectNode live) {
        String text =
                live.path("metadata").path("annotations").path(LAST_APPLIED).asText();
        if (text.isEmpty() || !manager.name().equals("kubectl")) {
            return FieldSet.EMPTY;
        }
        FieldSet applied = FieldSet.of(resource.type(), Trees.read(text.getBytes(StandardCharsets.UTF_8)));
        FieldSet annotation = new FieldSet(
                false,
                java.util.Map.of(
                        "f:metadata",
                        new FieldSet(
                                false,
                                java.util.Map.of(
                                        "f:annotations",
                                        new FieldSet(false, java.util.Map.of("f:" + LAST_APPLIED, FieldSet.LEAF))))));
        return applied.union(annotation);
    }

    private Schema schema() {
        return new Schema.Struct(resource.type());
    }

    private String version() {
        return resource.apiVersion();
    }
}
