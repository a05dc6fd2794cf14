package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a server may listen, and with what. SR-050. */
class ListeningTests {
    @TempDir
    private Path folder;

    private static Listening plain(String address, int port) {
        return Listening.on(address, port, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
    void refusesTheReachOfOthersWithoutTls(String address) {
        assertThatThrownBy(() -> plain(address, 0)).isInstanceOf(CommandRefusal.class)
                .hasMessageContaining("--certificate").hasMessageContaining(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.9"})
    void serves(String own) {
        assertThat(plain(own, 0).properties()).contains("server.port=0", "server.ssl.enabled=false");
    }

    @Test
    void refusesHalfACertificateAndFilesThatAreNone() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");

        assertThatThrownBy(() -> Listening.on("0.0.0.0", 0, Optional.of(text), Optional.empty()))
                .hasMessageContaining("give both");
        assertThatThrownBy(() -> Listening.on("0.0.0.0", 0, Optional.of(text), Optional.of(text)))
                .hasMessageContaining("text.pem holds no certificate");
    }

    @Test
    void refusesAPortThatIsTakenBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> plain("127.0.0.1", other.getLocalPort()))
                    .hasMessageContaining("Port " + other.getLocalPort() + " is taken");
        }
    }

    @Test
    void refusesAnAddressOfNobody() {
        assertThatThrownBy(() -> plain("no.such.host.invalid", 0)).hasMessageContaining("no address of this machine");
    }
}
