package io.podspace.activity;

/**
 * What an activity must be, or must not be, to be chosen.
 *
 * @param value as it is kept: of kinds and severities the name of the constant
 */
public record Condition(Field field, boolean equal, String value) {
    /** What activities are chosen by. */
    public enum Field {
        KIND("object_kind"),
        NAME("object_name"),
        UID("object_uid"),
        REASON("reason"),
        SEVERITY("severity"),
        ACTOR("actor");

        private final String column;

        Field(String column) {
            this.column = column;
        }
    }

    /** What has no uid has another one than any. Equal as bytes, which the index finds among those that look alike. */
    String sql(int parameter) {
        String column = "a." + field.column;
        String same = "%s <=> BINARY ?%d".formatted(column, parameter);
        return equal ? "%s = ?%d AND %s".formatted(column, parameter, same) : "NOT (%s)".formatted(same);
    }
}
