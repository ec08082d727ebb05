package io.podspace.console;

import io.podspace.host.EngineFacts;
import io.podspace.host.EngineTls;
import io.podspace.host.HostAccess;
import io.podspace.host.HostPod;
import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.host.Hosts;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds a host, changes how it is reached, or removes it. Its engine is asked before anything is saved. */
@Named
@ViewScoped
public class HostForm implements Serializable {
    private static final String PAGE = "/admin/hosts";

    @Inject
    Hosts hosts;

    private long id;
    private boolean first;
    private boolean secured;
    private String known = "";
    private String other = "";
    private boolean drainable;
    private ArrayList<HostPod> pods = new ArrayList<>();
    private String name = "";
    private String endpoint = "";
    private String address = "";
    private String authority = "";
    private String certificate = "";
    private String key = "";
    private transient EngineFacts facts;

    @PostConstruct
    void load() {
        String wanted = Pages.parameter("host");
        if (wanted.isEmpty()) {
            hosts.list(); // asks who is there
            return;
        }
        HostView host = hosts.view(NumberText.parse("host", wanted, 1, Integer.MAX_VALUE));
        id = host.id();
        name = host.name();
        endpoint = host.endpoint();
        address = host.address();
        secured = !host.tls().isEmpty();
        first = host.ofSettings();
        drainable = host.state() == HostState.READY || host.state() == HostState.CORDONED;
        pods = new ArrayList<>(hosts.pods(id));
        known = host.engineId().orElse("");
        other = host.otherEngine().orElse("");
    }

    public void test() {
        facts = null;
        facts = hosts.test(isExisting() ? Optional.of(id) : Optional.empty(), typed());
    }

    public void save() {
        facts = null;
        if (isExisting()) {
            hosts.change(id, typed());
            Pages.go(PAGE, "Host '%s' is saved.".formatted(name));
        } else {
            HostView added = hosts.add(name.strip(), typed());
            Pages.go(PAGE, "Host '%s' is added and takes pods.".formatted(added.name()));
        }
    }

    public void drain() {
        hosts.drain(id);
        Pages.go(PAGE, "%s is being drained.".formatted(name));
    }

    /** What the records have there, by name. */
    public List<HostPod> getPods() {
        return pods;
    }

    public boolean isDrainable() {
        return drainable && !pods.isEmpty();
    }

    /** The engine that was shown, and no other, becomes the known one. */
    public void accept() {
        hosts.acceptEngine(id, other);
        Pages.go(
                PAGE,
                "The new engine of host '%s' is accepted. Pods that it does not have are replaced.".formatted(name));
    }

    public void remove() {
        Pages.go(
                PAGE,
                hosts.remove(id)
                        .map(why -> "Host '%s' is removed, but its engine may have something of ours left: %s"
                                .formatted(name, why))
                        .orElse("Host '%s' is removed, and nothing of ours is left on its engine.".formatted(name)));
    }

    private HostAccess typed() {
        boolean given = Stream.of(authority, certificate, key).anyMatch(part -> !part.isBlank());
        return new HostAccess(
                endpoint, address, given ? Optional.of(new EngineTls(authority, certificate, key)) : Optional.empty());
    }

    public boolean isExisting() {
        return id != 0;
    }

    /** Its way in is the settings' business. */
    public boolean isFirst() {
        return first;
    }

    /** Id of the engine that is the host's; blank while none has answered. */
    public String getKnown() {
        return known;
    }

    /** Id of an engine that answers in its place; blank: none does. */
    public String getOther() {
        return other;
    }

    public boolean isSecured() {
        return secured;
    }

    /** What the engine said when it was tested just now; else null. */
    public EngineFacts getFacts() {
        return facts;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getAuthority() {
        return authority;
    }

    public void setAuthority(String authority) {
        this.authority = authority;
    }

    public String getCertificate() {
        return certificate;
    }

    public void setCertificate(String certificate) {
        this.certificate = certificate;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }
}
