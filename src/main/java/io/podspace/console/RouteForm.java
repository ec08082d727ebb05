package io.podspace.console;

import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.route.CertificateChange;
import io.podspace.route.CertificateUpload;
import io.podspace.route.CertificateView;
import io.podspace.route.NewRoute;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a route or changes one. With a service in the address, everything is proposed and one click makes it. */
@Named
@ViewScoped
public class RouteForm implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Routes routes;

    @Inject
    Services services;

    private long id;
    private String name = "";
    private String host = "";
    private String path = "/";
    private Algorithm algorithm = Algorithm.ROUND_ROBIN;
    private boolean sticky;
    private Insecure insecure = Insecure.ALLOW;
    private String certificate = "";
    private String key = "";
    private boolean removeCertificate;
    private final List<String> choices = new ArrayList<>();
    private final List<TargetRow> targets = new ArrayList<>();

    @PostConstruct
    void load() {
        for (ServiceView service : services.list(current.getId())) {
            for (ServicePort port : service.ports()) {
                choices.add(service.name() + ":" + port.port());
            }
        }
        String wanted = Pages.parameter("route");
        if (wanted.matches("[0-9]{1,18}")) {
            show(routes.view(Long.parseLong(wanted)));
        } else {
            current.requireEditor();
            propose(Pages.parameter("to"));
        }
    }

    private void show(RouteView view) {
        id = view.id();
        name = view.name();
        host = view.generated() ? "" : view.host();
        path = view.path();
        algorithm = view.algorithm();
        sticky = view.sticky();
        insecure = view.insecure();
        view.targets().forEach(target -> targets.add(TargetRow.of(target)));
        targets.stream()
                .map(TargetRow::getChoice)
                .filter(choice -> !choices.contains(choice))
                .forEach(choices::add);
    }

    private void propose(String service) {
        String choice = choices.stream()
                .filter(candidate -> candidate.startsWith(service + ":"))
                .findFirst()
                .orElse(choices.isEmpty() ? "" : choices.getFirst());
        targets.add(new TargetRow(choice, 1));
        name = choice.isEmpty() ? "" : choice.substring(0, choice.indexOf(':'));
    }

    /** The host name that the route gets when none is typed; empty while its name is none, which saving tells. */
    public String getGeneratedHost() {
        return Names.isLabel(name.strip()) ? routes.generatedHost(current.getId(), name.strip()) : "";
    }

    /** @return null when the route has none of its own */
    public CertificateView getPresent() {
        return id == 0 ? null : routes.view(id).certificate().orElse(null);
    }

    public void addTarget() {
        targets.add(new TargetRow(choices.isEmpty() ? "" : choices.getLast(), 1));
    }

    public void removeTarget(TargetRow row) {
        targets.remove(row);
    }

    public void save() {
        List<RouteTarget> wanted = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            wanted.add(targets.get(i).target(i));
        }
        Optional<String> ownHost = Optional.of(host.strip()).filter(text -> !text.isEmpty());
        RouteView made = id == 0
                ? routes.create(new NewRoute(
                        current.getId(),
                        name.strip(),
                        ownHost,
                        path.strip(),
                        wanted,
                        algorithm,
                        sticky,
                        insecure,
                        upload()))
                : routes.update(
                        id, new RouteChange(ownHost, path.strip(), wanted, algorithm, sticky, insecure, change()));
        Pages.go(current.at("/routes"), "Route " + made.name() + " answers at " + made.url());
    }

    private Optional<CertificateUpload> upload() {
        if (certificate.isBlank() && key.isBlank()) {
            return Optional.empty();
        }
        if (certificate.isBlank() || key.isBlank()) {
            throw PodSpaceException.invalid(
                    certificate.isBlank() ? "certificate.chain" : "certificate.key",
                    "Certificate and key belong together. Paste both, or none.");
        }
        return Optional.of(new CertificateUpload(certificate, key));
    }

    private CertificateChange change() {
        if (removeCertificate) {
            return new CertificateChange.Remove();
        }
        return upload().<CertificateChange>map(CertificateChange.Replace::new).orElseGet(CertificateChange.Keep::new);
    }

    public void delete() {
        routes.delete(id);
        Pages.go(current.at("/routes"), "Route " + name + " is being deleted.");
    }

    public boolean isExisting() {
        return id != 0;
    }

    public Algorithm[] getAlgorithms() {
        return Algorithm.values();
    }

    public Insecure[] getInsecures() {
        return Insecure.values();
    }

    public List<String> getChoices() {
        return choices;
    }

    public List<TargetRow> getTargets() {
        return targets;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public Algorithm getAlgorithm() {
        return algorithm;
    }

    public void setAlgorithm(Algorithm algorithm) {
        this.algorithm = algorithm;
    }

    public boolean isSticky() {
        return sticky;
    }

    public void setSticky(boolean sticky) {
        this.sticky = sticky;
    }

    public Insecure getInsecure() {
        return insecure;
    }

    public void setInsecure(Insecure insecure) {
        this.insecure = insecure;
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

    public boolean isRemoveCertificate() {
        return removeCertificate;
    }

    public void setRemoveCertificate(boolean removeCertificate) {
        this.removeCertificate = removeCertificate;
    }
}
