package org.stroma.app.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a server listens. Passwords and signatures cross the network in its requests, so an address that another machine can
 * reach is served over TLS or not at all. The properties are command-line arguments to the application, which nothing in the
 * environment outranks.
 */
record Listening(InetAddress address, int port, Optional<Path> certificate, Optional<Path> key) {

    /** Refuses an address without a meaning, files that are none, and any other machine's reach without TLS. */
    static Listening on(String address, int port, Optional<Path> certificate, Optional<Path> key) {
        InetAddress resolved;
        try {
            resolved = InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw CommandRefusal.of("address-unknown", "address", address);
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw CommandRefusal.of("certificate-and-key");
        }
        if (certificate.isEmpty() && !resolved.isLoopbackAddress()) {
            throw CommandRefusal.of("tls-needed", "address", address);
        }
        certificate.ifPresent(Listening::checkCertificate);
        key.ifPresent(Listening::checkKey);
        checkFree(resolved, port);
        return new Listening(resolved, port, certificate.map(Listening::whole), key.map(Listening::whole));
    }

    /** What the application is told. */
    String[] properties() {
        List<String> all = new ArrayList<>(
                List.of("server.port=" + port, "server.address=" + address.getHostAddress()));
        certificate.ifPresent(file -> all.add("server.ssl.certificate=" + file.toUri()));
        key.ifPresent(file -> all.add("server.ssl.certificate-private-key=" + file.toUri()));
        all.add("server.ssl.enabled=" + certificate.isPresent());
        return all.toArray(String[]::new);
    }

    /** Where a browser finds it. */
    String url() {
        String host = address.isLoopbackAddress() || address.isAnyLocalAddress()
                ? "localhost"
                : address.getHostName();
        return (certificate.isPresent() ? "https://" : "http://") + host + ":" + port;
    }

    /** Before a database is started for nothing; whoever takes the port after this is met by the server itself. */
    private static void checkFree(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            throw String.valueOf(e.getMessage()).contains("in use")
                    ? Failures.portTaken(port)
                    : CommandRefusal.of("address-unknown", "address", address.getHostAddress());
        } catch (IOException e) {
            throw CommandRefusal.of("io-failed", "why", String.valueOf(e.getMessage()));
        }
    }

    private static Path whole(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static void checkCertificate(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(bytes).isEmpty()) {
                throw CommandRefusal.of("certificate-unreadable", "file", file);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw CommandRefusal.of("certificate-unreadable", "file", file);
        }
    }

    private static void checkKey(Path file) {
        try {
            if (!Files.readString(file).contains("PRIVATE KEY-----")) {
                throw CommandRefusal.of("key-unreadable", "file", file);
            }
        } catch (IOException e) {
            throw CommandRefusal.of("key-unreadable", "file", file);
        }
    }
}
