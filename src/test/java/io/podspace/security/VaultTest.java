package io.podspace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final long SEED = 50;
    private static final byte[] PLAIN = "s3cret".getBytes(StandardCharsets.UTF_8);

    private final Random random = new Random(SEED);
    private final byte[] key = bytes(32);
    private final Vault vault = new Vault(key);

    @Test
    void opensWhatItSealed() {
        for (int length : new int[] {0, 1, 15, 16, 17, 1000, 100_000}) {
            byte[] plain = bytes(length);
            assertThat(vault.open(vault.seal(plain, "a/b"), "a/b")).isEqualTo(plain);
        }
    }

    @Test
    void neverSealsTheSameTwice() {
        assertThat(vault.seal(PLAIN, "c")).isNotEqualTo(vault.seal(PLAIN, "c"));
    }

    @Test
    void refusesAnotherContext() {
        byte[] sealed = vault.seal(PLAIN, "revision/1/environment");
        assertThatThrownBy(() -> vault.open(sealed, "revision/2/environment")).isInstanceOf(PodSpaceException.class);
    }

    @Test
    void refusesEveryChangedBit() {
        byte[] sealed = vault.seal(PLAIN, "c");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> vault.open(changed, "c")).isInstanceOf(PodSpaceException.class);
        }
    }

    @Test
    void refusesEveryTruncation() {
        byte[] sealed = vault.seal(PLAIN, "c");
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open(cut, "c")).isInstanceOf(PodSpaceException.class);
        }
    }

    @Test
    void anAppendedKeySealsAndTheOldOneStillOpens() {
        byte[] before = vault.seal(PLAIN, "c");
        byte[] both = Arrays.copyOf(key, 64);
        System.arraycopy(bytes(32), 0, both, 32, 32);
        Vault rotated = new Vault(both);

        assertThat(rotated.open(before, "c")).isEqualTo(PLAIN);
        byte[] after = rotated.seal(PLAIN, "c");
        assertThat(rotated.open(after, "c")).isEqualTo(PLAIN);
        assertThatThrownBy(() -> vault.open(after, "c"))
                .isInstanceOf(PodSpaceException.class)
                .hasMessageContaining("does not know");
    }

    @Test
    void namesTheSizeOfABadKeyFile() {
        for (int length : new int[] {0, 16, 31, 33}) {
            assertThatThrownBy(() -> new Vault(new byte[length]))
                    .isInstanceOf(PodSpaceException.class)
                    .hasMessageContaining(length + " bytes");
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
