package io.podspace.configuration;

/**
 * The wish for a config map or secret.
 *
 * @param type of a secret, in the words of Kubernetes, e.g. {@code Opaque}; PodSpace only keeps it
 * @param frozen whether its values never change from now on
 */
public record NewConfiguration(
        long projectId, ConfigurationKind kind, String name, String type, boolean frozen, Values values) {

    @Override
    public String toString() {
        return "%s '%s' with %s".formatted(kind.text(), name, values.keys());
    }
}
