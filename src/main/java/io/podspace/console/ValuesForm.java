package io.podspace.console;

import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Configurations;
import io.podspace.configuration.NewConfiguration;
import io.podspace.configuration.Values;
import io.podspace.platform.PodSpaceException;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a config map or secret or changes one. Values of a secret come into the page only when an editor asks for them. */
@Named
@ViewScoped
public class ValuesForm implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Configurations configurations;

    private long id;
    private String name = "";
    private ConfigurationKind kind = ConfigurationKind.CONFIG_MAP;
    private String values = "";
    private boolean frozen;
    private boolean wasFrozen;
    private boolean shown = true;
    private List<String> keys = List.of();
    private TreeMap<String, Integer> binary = new TreeMap<>();

    @PostConstruct
    void load() {
        String wanted = Pages.parameter("configuration");
        if (wanted.matches("[0-9]{1,18}")) {
            show(configurations.view(Long.parseLong(wanted)));
        } else {
            current.requireEditor();
            kind = Pages.parameter("kind").equals("secret") ? ConfigurationKind.SECRET : ConfigurationKind.CONFIG_MAP;
        }
    }

    private void show(ConfigurationView view) {
        id = view.id();
        name = view.name();
        kind = view.kind();
        frozen = view.frozen();
        wasFrozen = frozen;
        keys = List.copyOf(view.keys());
        binary = new TreeMap<>(view.binary());
        shown = false;
        if (kind == ConfigurationKind.CONFIG_MAP) {
            reveal();
        }
    }

    /** Brings the values into the page. */
    public void reveal() {
        values = EnvironmentText.print(configurations.values(id).texts());
        shown = true;
    }

    public void save() {
        Map<String, String> typed = typed();
        if (id == 0) {
            configurations.create(
                    new NewConfiguration(current.getId(), kind, name.strip(), "Opaque", frozen, Values.of(typed)));
        } else {
            configurations.update(id, configurations.values(id).with(typed), frozen);
        }
        Pages.go(
                current.at("/configurations"),
                "'%s' is saved. Pods that are started from now on use it.".formatted(name.strip()));
    }

    /** What is wrong with the text is told at the field of this page. */
    private Map<String, String> typed() {
        try {
            return EnvironmentText.parse(values);
        } catch (PodSpaceException e) {
            throw PodSpaceException.at("values", e.code(), e.getMessage());
        }
    }

    public void delete() {
        configurations.delete(id);
        Pages.go(current.at("/configurations"), "'%s' is gone.".formatted(name));
    }

    public boolean isExisting() {
        return id != 0;
    }

    public boolean isShown() {
        return shown;
    }

    public boolean isWasFrozen() {
        return wasFrozen;
    }

    public List<String> getKeys() {
        return keys;
    }

    /** Of keys whose values are no text: how many bytes; the page does not show more of them. */
    public Map<String, Integer> getBinary() {
        return binary;
    }

    public ConfigurationKind getKind() {
        return kind;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getValues() {
        return values;
    }

    public void setValues(String values) {
        this.values = values;
    }

    public boolean isFrozen() {
        return frozen;
    }

    public void setFrozen(boolean frozen) {
        this.frozen = frozen;
    }
}
