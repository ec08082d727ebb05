package io.podspace.haproxy;

import io.podspace.haproxy.Slot.Admin;
import io.podspace.service.Responses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the answers of the runtime API. Pure. Unknown lines and columns are passed over. */
final class RuntimeText {
    private static final String SERVER_ERRORS = "hrsp_5xx";
    private static final List<String> RESPONSES =
            List.of("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", SERVER_ERRORS, "hrsp_other");
    private static final int IN_MAINTENANCE = 0x01 | 0x02 | 0x20 | 0x40;
    private static final int DRAINING = 0x08 | 0x10;
    private static final String UP = "2";
    /** HAProxy counts 0 unknown, 1 initializing, and then what checks come to. */
    private static final int FIRST_CHECK_COMING = 1;

    private static final int CONNECTION_REFUSED = 8;

    static final Row NO_STATISTICS = new Row(Map.of(), new String[0]);

    private RuntimeText() {}

    /** {@code show map}: each line is an internal number, the key and the value. */
    static Map<String, String> map(String answer) {
        Map<String, String> map = new LinkedHashMap<>();
        answer.lines().forEach(line -> {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].startsWith("0x")) {
                map.put(words[1], words[2].strip());
            }
        });
        return map;
    }

    /** {@code show info}: name to value. */
    static Map<String, String> info(String answer) {
        Map<String, String> info = new HashMap<>();
        answer.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                info.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        });
        return info;
    }

    /** {@code show ssl crt-list -n}: the files of its lines, without the first, which is the default. */
    static List<String> certificates(String answer) {
        List<String> files = answer.lines()
                .filter(line -> line.startsWith("/"))
                .map(line -> line.substring(0, line.contains(":") ? line.indexOf(':') : line.length()))
                .filter(file -> !file.equals(Paths.DEFAULT_CERTIFICATE))
                .toList();
        return new ArrayList<>(files);
    }

    /**
     * What HAProxy says of one slot without its statistics.
     *
     * @param id as statistics are asked for it
     * @param check a number of HAProxy's own
     */
    record State(SlotName name, int id, String address, int port, int weight, Admin admin, boolean up, int check) {
        /** With what it serves, and how. */
        Slot slot(long pod, Row statistic) {
            return new Slot(
                    name,
                    pod,
                    address,
                    port,
                    weight,
                    admin,
                    up,
                    check > FIRST_CHECK_COMING,
                    !up && check == CONNECTION_REFUSED,
                    (int) number(statistic.get("scur")),
                    answered(statistic),
                    of(statistic) ? text(statistic.get("cookie")) : "");
        }

        /** It was read when the slot had the address that it has now. */
        boolean of(Row statistic) {
            return (address + ":" + port).equals(statistic.get("addr"));
        }
    }

    /** {@code show servers state <pool>}. */
    static List<State> states(String answer) {
        return table(answer, "# be_id", " ").stream()
                .map(row -> new State(
                        SlotName.parse(row.get("be_name") + "/" + row.get("srv_name")),
                        (int) number(row.get("srv_id")),
                        row.get("srv_addr"),
                        (int) number(row.get("srv_port")),
                        (int) number(row.get("srv_uweight")),
                        admin((int) number(row.get("srv_admin_state"))),
                        UP.equals(row.get("srv_op_state")),
                        (int) number(row.get("srv_check_status"))))
                .toList();
    }

    /** {@code show stat <pool> 4 <server>}: slot name to its statistics. */
    static Map<String, Row> statistics(String answer) {
        Map<String, Row> rows = new HashMap<>();
        for (Row row : table(answer, "# pxname", ",")) {
            rows.put(row.get("# pxname") + "/" + row.get("svname"), row);
        }
        return rows;
    }

    /** Columns that a backend of another protocol does not have count nothing. */
    private static Responses answered(Row statistic) {
        long all = RESPONSES.stream()
                .mapToLong(column -> number(statistic.get(column)))
                .sum();
        return new Responses(all, number(statistic.get(SERVER_ERRORS)));
    }

    private static Admin admin(int bits) {
        if ((bits & IN_MAINTENANCE) != 0) {
            return Admin.MAINT;
        }
        return (bits & DRAINING) != 0 ? Admin.DRAIN : Admin.READY;
    }

    /** Rows below a heading; the heading's names are the columns'. In the state the heading has one sign more. */
    private static List<Row> table(String answer, String heading, String separator) {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> columns = new HashMap<>();
        for (String line : answer.lines().toList()) {
            if (line.startsWith(heading)) {
                String[] names = (separator.equals(" ") ? line.substring(2) : line).split(separator);
                for (int i = 0; i < names.length; i++) {
                    columns.put(names[i], i);
                }
            } else if (!columns.isEmpty() && !line.isBlank()) {
                rows.add(new Row(columns, line.split(separator, -1)));
            }
        }
        return rows;
    }

    /** A line with the columns of its table: statistics have some hundred, of which few are asked for. */
    record Row(Map<String, Integer> columns, String[] values) {
        /** Null when there is no such column, or the line ends before it. */
        String get(String column) {
            Integer at = columns.get(column);
            return at == null || at >= values.length ? null : values[at];
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    static long number(String text) {
        return text == null || text.isEmpty() || !text.chars().allMatch(Character::isDigit) ? 0 : Long.parseLong(text);
    }
}
