package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.service.Responses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRuleTest {

    @ParameterizedTest(name = "{1} of {0} after {3} of {2}: {4}")
    @CsvSource({
        "0,0,1000,0,false",
        "49,49,1000,0,false",
        "50,4,1000,0,false",
        "50,5,1000,0,true",
        "1000,49,1000,0,false",
        "1000,50,1000,0,true",
        "1000,150,1000,100,false",
        "1000,199,1000,100,false",
        "1000,200,1000,100,true",
        "1000,1000,1000,600,false",
        "100,49,0,0,false",
        "100,50,0,0,true",
        "100,50,49,0,true",
        "100,49,49,0,false"
    })
    void aJumpIsBadWhenThereAreEnough(long all, long failed, long allBefore, long failedBefore, boolean bad) {
        assertThat(ErrorRule.judge(2, new Responses(all, failed), new Responses(allBefore, failedBefore))
                        .isPresent())
                .isEqualTo(bad);
    }
}
