package io.podspace.console;

import io.podspace.deployment.Hook;
import io.podspace.deployment.Hook.OnFailure;
import java.io.Serializable;
import java.util.Optional;

/** A hook as text fields; a blank command means that there is none. */
public final class HookFields implements Serializable {
    private static final String LIMIT = "600";
    private static final int LONGEST = 86_400;

    private String command = "";
    private String seconds = LIMIT;
    private OnFailure onFailure = OnFailure.ABORT;

    static HookFields of(Optional<Hook> hook) {
        HookFields fields = new HookFields();
        hook.ifPresent(each -> {
            fields.command = WordsText.print(each.command());
            fields.seconds = Integer.toString(each.limitSeconds());
            fields.onFailure = each.onFailure();
        });
        return fields;
    }

    /** @param field prefix of the names of its fields */
    Optional<Hook> read(String field) {
        return command.isBlank()
                ? Optional.empty()
                : Optional.of(new Hook(
                        WordsText.parse(field + "Command", command),
                        NumberText.parse(field + "Seconds", seconds, 1, LONGEST),
                        onFailure));
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public String getSeconds() {
        return seconds;
    }

    public void setSeconds(String seconds) {
        this.seconds = seconds;
    }

    public OnFailure getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(OnFailure onFailure) {
        this.onFailure = onFailure;
    }
}
