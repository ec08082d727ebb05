package io.podspace.haproxy;

import io.podspace.service.ProxyTable.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line for the runtime API, perhaps with a payload, and what a good answer looks like. Only the factories below make
 * one, and each word that goes into it is checked: no space, semicolon, backslash or line break can get in.
 *
 * @param payload lines after the command, or empty
 */
record Command(String line, String payload, Pattern success) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.~!$&()*+,=:@%/|-]+");
    private static final Pattern SLOT = Pattern.compile(" ([a-z0-9-]+)/s[0-9]+\\b");
    private static final Pattern SILENT = Pattern.compile("");
    private static final Pattern ADDRESS = Pattern.compile("(?s).*(changed from|no need to change|nothing changed).*");
    private static final Pattern STORE = Pattern.compile("(?s).*(New empty|already exists).*");
    private static final Pattern TRANSACTION = Pattern.compile("(?s).*Transaction (created|updated).*");
    private static final Pattern SUCCESS = Pattern.compile("(?s).*Success!.*");
    private static final Pattern DELETED = Pattern.compile("(?s).*deleted.*");

    static Command address(SlotName slot, String address, int port) {
        return new Command("set server " + slot + " addr " + word(address) + " port " + port, "", ADDRESS);
    }

    static Command address(SlotName slot, Endpoint endpoint) {
        return address(slot, endpoint.address(), endpoint.port());
    }

    static Command state(SlotName slot, Slot.Admin admin) {
        return new Command("set server " + slot + " state " + admin.word(), "", SILENT);
    }

    /**
     * Out of maintenance. One line, so that nothing can be lost between its parts: only drain, then "failing", then ready
     * lets no request through before a check has passed.
     *
     * @param admin DRAIN or READY
     * @param checked a check of this pod has already passed in this process
     */
    static Command enter(SlotName slot, Slot.Admin admin, boolean checked) {
        String set = "set server " + slot;
        return new Command(
                set + " state drain"
                        + (checked ? "" : "; " + set + " health down")
                        + (admin == Slot.Admin.READY ? "; " + set + " state ready" : ""),
                "",
                SILENT);
    }

    static Command weight(SlotName slot, int weight) {
        return new Command("set server " + slot + " weight " + weight, "", SILENT);
    }

    static Command addToMap(String map, String key, String value) {
        return new Command("add map " + map + " " + word(key) + " " + word(value), "", SILENT);
    }

    static Command setInMap(String map, String key, String value) {
        return new Command("set map " + map + " " + word(key) + " " + word(value), "", SILENT);
    }

    static Command deleteFromMap(String map, String key) {
        return new Command("del map " + map + " " + word(key), "", SILENT);
    }

    /** Loads a certificate and serves it for the host, in four steps. */
    static List<Command> addCertificate(CertificateFile certificate) {
        String file = word(certificate.path());
        return List.of(
                new Command("new ssl cert " + file, "", STORE),
                new Command("set ssl cert " + file, certificate.pem(), TRANSACTION),
                new Command("commit ssl cert " + file, "", SUCCESS),
                new Command(
                        "add ssl crt-list " + Paths.CERTIFICATES,
                        file + " " + word(certificate.host()) + "\n",
                        SUCCESS));
    }

    static List<Command> deleteCertificate(String path) {
        String file = word(path);
        return List.of(
                new Command("del ssl crt-list " + Paths.CERTIFICATES + " " + file, "", DELETED),
                new Command("del ssl cert " + file, "", DELETED));
    }

    /** @param check in the form of {@link CheckText#check} */
    static Command tryOut(String check) {
        return ask("podspace try " + word(check));
    }

    static Command ports(String address, List<Integer> ports) {
        return ask("podspace ports " + word(address) + " "
                + ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    static Command ask(String line) {
        return new Command(line, "", Pattern.compile("(?s).*"));
    }

    /** As it is sent: with its payload, which an empty line ends. */
    String text() {
        return payload.isEmpty() ? line + "\n" : line + " <<\n" + payload + "\n";
    }

    /** Of the slots that it names. */
    Set<String> pools() {
        return SLOT.matcher(line).results().map(slot -> slot.group(1)).collect(Collectors.toSet());
    }

    /** How many answers HAProxy gives to it: one for each part. */
    int answers() {
        return 1 + (int) line.chars().filter(c -> c == ';').count();
    }

    /** Whether its refusal concerns one user's certificate alone, so that all else goes on. */
    boolean concernsOneCertificate() {
        return line.contains(" ssl cert ") || line.contains(" ssl crt-list ");
    }

    boolean succeeded(String answer) {
        return success.matcher(answer.strip()).matches();
    }

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a word of the runtime API");
        }
        return text;
    }

    /** Without the payload, which may be a private key. */
    @Override
    public String toString() {
        return line;
    }
}
