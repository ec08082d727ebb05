package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetsTest {
    @Test
    void theLowestFreeOneIsTaken() {
        assertThat(Subnets.next("10.208.0.0/12", 22, List.of(), List.of())).contains("10.208.0.0/22");
        assertThat(Subnets.next("10.208.0.0/12", 22, List.of("10.208.0.0/22", "10.208.8.0/22"), List.of()))
                .contains("10.208.4.0/22");
    }

    @Test
    void routesOfTheHostAreAvoidedWhateverTheirSize() {
        assertThat(Subnets.next("10.208.0.0/12", 22, List.of(), List.of("10.208.0.0/16", "10.209.1.7/32")))
                .contains("10.209.4.0/22");
        assertThat(Subnets.next("10.208.0.0/12", 22, List.of(), List.of("10.0.0.0/8")))
                .isEmpty();
    }

    @Test
    void networksOfOneHostComeFromTheOtherEnd() {
        assertThat(Subnets.last("10.208.0.0/12", 22, List.of(), List.of())).contains("10.223.252.0/22");
        assertThat(Subnets.last("10.208.0.0/12", 22, List.of("10.223.252.0/22"), List.of("10.223.248.0/24")))
                .contains("10.223.244.0/22");
        assertThat(Subnets.last("10.0.0.0/23", 24, List.of("10.0.0.0/24", "10.0.1.0/24"), List.of()))
                .isEmpty();
    }

    @Test
    void aUsedUpPoolIsEmpty() {
        assertThat(Subnets.next("10.0.0.0/23", 24, List.of("10.0.0.0/24", "10.0.1.0/24"), List.of()))
                .isEmpty();
    }

    @Test
    void podsGetTheLowerHalfAndBalancersTheUpper() {
        assertThat(Subnets.podRange("10.208.4.0/22")).isEqualTo("10.208.4.0/23");
        assertThat(Subnets.balancer("10.208.4.0/22", Set.of())).contains("10.208.6.0");
        assertThat(Subnets.balancer("10.208.4.0/22", Set.of("10.208.6.0", "10.208.6.2")))
                .contains("10.208.6.1");
        assertThat(Subnets.balancer("10.0.0.0/29", Set.of("10.0.0.4", "10.0.0.5", "10.0.0.6")))
                .isEmpty();
    }

    @Test
    void whateverIsTakenNothingEverOverlaps() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Set<String> taken = new HashSet<>();
            List<String> avoid = new ArrayList<>();
            for (int i = 0; i < random.nextInt(6); i++) {
                avoid.add(new Cidr(Cidr.of("10.0.0.0/16").first() + random.nextInt(65536), 17 + random.nextInt(15))
                        .toString());
            }
            int prefix = 20 + random.nextInt(8);
            Optional<String> next = Optional.of("");
            for (int i = 0; i < 40 && next.isPresent(); i++) {
                next = Subnets.next("10.0.0.0/16", prefix, taken, avoid);
                next.map(Cidr::of).ifPresent(block -> {
                    assertThat(Cidr.of("10.0.0.0/16").overlaps(block)).isTrue();
                    assertThat(taken).noneMatch(other -> Cidr.of(other).overlaps(block));
                    assertThat(avoid).noneMatch(other -> Cidr.of(other).overlaps(block));
                });
                next.ifPresent(taken::add);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10.208.7.9/22,10.208.4.0/22", "0.0.0.0/0,0.0.0.0/0", "255.255.255.255/32,255.255.255.255/32"})
    void blocksBeginAtTheirFirstAddress(String text, String block) {
        assertThat(Cidr.of(text)).hasToString(block);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.256/8", "::1/64", "10.0.0/8", "a/8"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(PodSpaceException.class);
    }

    @Test
    void theKernelsTableIsRead() {
        assertThat(HostRoutes.parse(List.of(
                        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
                        "eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                        "eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
                        "br-1\t0000D00A\t00000000\t0001\t0\t0\t0\t00FCFFFF\t0\t0\t0")))
                .containsExactly("192.168.1.0/24", "10.208.0.0/22");
    }
}
