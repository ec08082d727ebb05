package io.podspace.journeys;

import org.openqa.selenium.By;

/** The form of a host, as an administrator fills it in. */
final class HostForm {
    private final Browser browser;

    HostForm(Browser browser) {
        this.browser = browser;
    }

    void type(String field, String value) {
        browser.type(By.id("host:" + field), value);
    }

    void certificates(String authority, String certificate, String key) {
        fill("authority", authority);
        fill("certificate", certificate);
        fill("key", key);
    }

    /** Adds an engine under a name, and waits until it is ready. */
    void add(String name, SecondEngine engine) {
        browser.open("/admin/hosts/new");
        type("endpoint", engine.address());
        certificates(engine.file("ca.pem"), engine.file("client-cert.pem"), engine.file("client-key.pem"));
        type("name", name);
        browser.clickTo(By.id("host:save"), "/admin/hosts");
        browser.until("the host to be ready", () -> row(name).contains("Ready") && row(name).contains("Docker "));
    }

    /** What the list of hosts says of one. */
    String row(String name) {
        return browser.text(By.xpath("//tr[.//b[text()='" + name + "']]"));
    }

    /** Many lines are typed slowly. */
    private void fill(String field, String value) {
        browser.find(By.id("host:" + field));
        browser.script("document.getElementById('host:" + field + "').value = '" + value.replace("\n", "\\n") + "'");
    }
}
