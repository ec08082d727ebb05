package io.podspace.security;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under numbered keys. A sealed value is: format (1 byte, 1), number of the key (1 byte), nonce (12 bytes),
 * ciphertext, tag (16 bytes); the first two bytes and the context are authenticated with it. To change the key, append
 * another 32 bytes to the key file: the last key seals, all of them open.
 */
final class Vault {
    private static final int KEY_BYTES = 32;
    private static final int MOST_KEYS = 256;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 2;
    private static final int SHORTEST = HEADER_BYTES + NONCE_BYTES + TAG_BITS / 8;
    private static final byte FORMAT = 1;

    private final SecureRandom random = new SecureRandom();
    private final List<SecretKeySpec> keys;

    /** @param keyFile one or more keys of 32 bytes, one after the other */
    Vault(byte[] keyFile) {
        if (keyFile.length == 0 || keyFile.length % KEY_BYTES != 0 || keyFile.length > MOST_KEYS * KEY_BYTES) {
            throw new PodSpaceException(
                    ErrorCode.INTERNAL,
                    "The master key file has %d bytes; it must hold one or more keys of exactly 32 bytes."
                            .formatted(keyFile.length));
        }
        List<SecretKeySpec> parts = new ArrayList<>();
        for (int at = 0; at < keyFile.length; at += KEY_BYTES) {
            parts.add(new SecretKeySpec(keyFile, at, KEY_BYTES, "AES"));
        }
        keys = List.copyOf(parts);
    }

    static Vault read(Path file) {
        try {
            return new Vault(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new PodSpaceException(
                    ErrorCode.INTERNAL,
                    "The master key cannot be read from %s; PODSPACE_MASTER_KEY_FILE names the file of 32 random bytes."
                            .formatted(file),
                    e);
        }
    }

    byte[] seal(byte[] plain, String context) {
        int number = keys.size() - 1;
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] header = {FORMAT, (byte) number};
        try {
            byte[] hidden =
                    cipher(Cipher.ENCRYPT_MODE, number, nonce, header, context).doFinal(plain);
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + hidden.length)
                    .put(header)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new PodSpaceException(ErrorCode.INTERNAL, "A secret could not be sealed.", e);
        }
    }

    byte[] open(byte[] sealed, String context) {
        if (sealed.length < SHORTEST || sealed[0] != FORMAT || Byte.toUnsignedInt(sealed[1]) >= keys.size()) {
            throw new PodSpaceException(
                    ErrorCode.INTERNAL,
                    "A stored secret was sealed in a way or with a key that this node does not know.");
        }
        ByteBuffer parts = ByteBuffer.wrap(sealed);
        byte[] header = new byte[HEADER_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(header).get(nonce);
        byte[] hidden = new byte[parts.remaining()];
        parts.get(hidden);
        try {
            return cipher(Cipher.DECRYPT_MODE, Byte.toUnsignedInt(header[1]), nonce, header, context)
                    .doFinal(hidden);
        } catch (GeneralSecurityException e) {
            throw new PodSpaceException(
                    ErrorCode.INTERNAL, "A stored secret does not belong here or was changed. Enter it again.", e);
        }
    }

    private Cipher cipher(int mode, int number, byte[] nonce, byte[] header, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(number), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
