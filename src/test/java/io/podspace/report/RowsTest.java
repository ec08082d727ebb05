package io.podspace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void whatWentBetweenTwoStatementsIsNotFound() {
        assertThat(Rows.one("pod", List.of("web-0"))).isEqualTo("web-0");
        assertThat(catchThrowableOfType(PodSpaceException.class, () -> Rows.one("pod", List.of()))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }
}
