package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.haproxy.RuntimeText.State;
import io.podspace.haproxy.Slot.Admin;
import io.podspace.service.Responses;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers as HAProxy 2.6.12 gave them. */
class RuntimeTextTest {
    private static final String STATE = """
            1
            # be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port
            4 b2 1 s1 127.0.0.1 2 4 5 1 5 6 3 3 6 0 0 0 - 29399 - 0 0 - - 0
            4 b2 2 s2 127.0.0.2 0 12 1 1 5 8 2 0 6 0 0 0 - 29302 - 0 0 - - 0
            4 b2 3 s3 0.0.0.0 0 5 1 1 9 1 0 0 14 0 0 0 - 0 - 0 0 - - 0
            """;
    private static final String STATISTICS = """
            # pxname,svname,qcur,qmax,scur,smax,status,weight,check_status,check_code,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other
            b2,s1,0,0,3,4,UP,5,L4OK,,1,20,3,4,5,6
            b2,s2,0,0,0,0,DOWN,1,* L4CON,
            b2,s3,0,0,0,0,MAINT,1,,,,,,,,
            """;

    @Test
    void states() {
        assertThat(RuntimeText.states(STATE))
                .containsExactly(
                        new State(new SlotName("b2", 1), 1, "127.0.0.1", 29399, 5, Admin.READY, true, 6),
                        new State(new SlotName("b2", 2), 2, "127.0.0.2", 29302, 1, Admin.DRAIN, false, 8),
                        new State(new SlotName("b2", 3), 3, "0.0.0.0", 0, 1, Admin.MAINT, false, 1));
    }

    @Test
    void aSlotOfItsStateItsPodAndItsStatistics() {
        State state = RuntimeText.states(STATE).getFirst();
        assertThat(state.slot(7, RuntimeText.statistics(STATISTICS).get("b2/s1")))
                .isEqualTo(new Slot(
                        new SlotName("b2", 1),
                        7,
                        "127.0.0.1",
                        29399,
                        5,
                        Admin.READY,
                        true,
                        true,
                        false,
                        3,
                        new Responses(39, 5),
                        ""));
        assertThat(state.slot(7, RuntimeText.NO_STATISTICS).sessions()).isZero();
        Slot refusing = RuntimeText.states(STATE).get(1).slot(8, RuntimeText.NO_STATISTICS);
        assertThat(refusing.refused()).isTrue();
        assertThat(refusing.checked()).isTrue();
        Slot blank = RuntimeText.states(STATE).get(2).slot(0, RuntimeText.NO_STATISTICS);
        assertThat(blank.refused()).isFalse();
        assertThat(blank.checked()).isFalse();
    }

    @Test
    void maps() {
        assertThat(RuntimeText.map("0x55ae96ff12f0 b1 rr|64\n0x55ae96ff1340 reloads 3\n\n"))
                .containsExactly(Map.entry("b1", "rr|64"), Map.entry("reloads", "3"));
        assertThat(RuntimeText.map("Unknown map identifier. Please use #<id> or <file>.\n"))
                .isEmpty();
    }

    @Test
    void info() {
        assertThat(RuntimeText.info("Name: HAProxy\nStopping: 1\n")).containsEntry("Stopping", "1");
    }

    @Test
    void certificates() {
        assertThat(RuntimeText.certificates("# " + Paths.CERTIFICATES + "\n" + Paths.DEFAULT_CERTIFICATE
                        + ":1\n/etc/haproxy/c-1.pem:2 a.x\n"))
                .containsExactly("/etc/haproxy/c-1.pem");
    }
}
