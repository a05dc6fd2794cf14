package org.stroma.app.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Store;
import org.stroma.app.ledger.PlantClock;

/**
 * Where the vaults' keys are kept: the folder of the setting {@code stroma.vault.keys}, which must lie outside the data
 * folder, since a copy of the data must not open the vaults. A demonstration keeps them beside its data and says so.
 */
@Component
class VaultKeys {
    private static final Logger LOG = LoggerFactory.getLogger(VaultKeys.class);

    private final String setting;
    private final ObjectProvider<Store> store;
    private final PlantClock clock;
    private final Map<VaultKind, VaultCipher> ciphers = new EnumMap<>(VaultKind.class);
    private @Nullable Path temporary;

    VaultKeys(@Value("${stroma.vault.keys:}") String setting, ObjectProvider<Store> store, PlantClock clock) {
        this.setting = setting;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The cipher of a vault. Its key is made when the vault is new.
     *
     * @param empty whether nothing was sealed yet; a key that is missing later is not replaced
     */
    synchronized VaultCipher cipher(VaultKind vault, BooleanSupplier empty) {
        VaultCipher known = ciphers.get(vault);
        if (known == null) {
            known = new VaultCipher(key(vault, empty));
            ciphers.put(vault, known);
        }
        return known;
    }

    private byte[] key(VaultKind vault, BooleanSupplier empty) {
        Path file = folder().resolve(vault.name().toLowerCase(Locale.ROOT) + "-vault.key");
        try {
            if (!Files.exists(file)) {
                if (!empty.getAsBoolean()) {
                    throw new Refusal("vault.no-key");
                }
                make(file);
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        Path data = dataFolder();
        if (!setting.isBlank()) {
            Path folder = Path.of(setting).toAbsolutePath().normalize();
            if (data != null && folder.startsWith(data) && !clock.demonstration()) {
                throw new Refusal("vault.key-inside-data");
            }
            return folder;
        }
        if (!clock.demonstration()) {
            throw new Refusal("vault.no-key");
        }
        Path beside = data == null ? temporary() : data.resolveSibling(data.getFileName() + "-vault-keys");
        LOG.warn("Demonstration: the keys of the identity vaults lie beside its data, in {}", beside);
        return beside;
    }

    private @Nullable Path dataFolder() {
        Store open = store.getIfAvailable();
        return open == null
                ? null
                : open.server().map(server -> server.dataDir().toAbsolutePath().normalize()).orElse(null);
    }

    private Path temporary() {
        Path made = temporary;
        if (made == null) {
            try {
                made = Files.createTempDirectory("stroma-vault-keys");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            temporary = made;
        }
        return made;
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[VaultCipher.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "vault", ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
