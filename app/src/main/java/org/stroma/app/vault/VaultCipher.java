package org.stroma.app.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.stroma.app.database.Refusal;

/**
 * Seals an identity with a key of its own, and that key with the vault's. AES-256 in Galois/Counter Mode (NIST SP 800-38D),
 * 96-bit random nonce in front, 128-bit tag; vault and code are authenticated with it, so that a sealed identity moved to another
 * code or vault does not open.
 */
final class VaultCipher {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 8;

    private final SecretKeySpec key;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    /** @param vaultKey 32 bytes */
    VaultCipher(byte[] vaultKey) {
        if (vaultKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a vault key has " + KEY_BYTES + " bytes");
        }
        key = new SecretKeySpec(vaultKey, "AES");
        try {
            keyId = HexFormat.of()
                    .formatHex(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(vaultKey), ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which vault key it is, without giving it away. */
    String keyId() {
        return keyId;
    }

    /** What is stored of an identity. */
    record Sealed(byte[] cipher, String keyId, byte[] wrappedKey) {
        @Override
        public String toString() {
            return "Sealed[" + keyId + "]";
        }
    }

    Sealed seal(String vault, String code, byte[] plain) {
        byte[] dataKey = new byte[KEY_BYTES];
        random.nextBytes(dataKey);
        try {
            byte[] cipher = encrypt(new SecretKeySpec(dataKey, "AES"), vault + "/" + code, plain);
            return new Sealed(cipher, keyId, encrypt(key, "key of " + vault + "/" + code, dataKey));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** The plain bytes; refused when another key sealed them, or when they are not what was sealed for this code. */
    byte[] open(String vault, String code, Sealed sealed) {
        if (!sealed.keyId().equals(keyId)) {
            throw new Refusal("vault.other-key");
        }
        byte[] dataKey = decrypt(key, "key of " + vault + "/" + code, sealed.wrappedKey());
        try {
            return decrypt(new SecretKeySpec(dataKey, "AES"), vault + "/" + code, sealed.cipher());
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    private byte[] encrypt(SecretKeySpec with, String associated, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, with, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing", e);
        }
    }

    private static byte[] decrypt(SecretKeySpec with, String associated, byte[] all) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, with, new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Refusal("vault.damaged");
        }
    }
}
