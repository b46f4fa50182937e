package io.nearline.server.pinot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made for one test run by the JDK's keytool. */
final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path directory;
  private final Path store;

  Certificates(Path directory) {
    this.directory = directory;
    this.store = directory.resolve("store.p12");
  }

  /** Makes an authority that signs certificates. */
  void authority(String name) throws IOException, InterruptedException {
    generate(name, "EC", "-ext", "bc:c");
  }

  /**
   * Makes a certificate with its key.
   *
   * @param algorithm RSA or EC
   * @param subject for whom, such as {@code ip:127.0.0.1}
   */
  void signed(String name, String authority, String algorithm, String subject)
      throws IOException, InterruptedException {
    generate(name, algorithm, "-signer", authority, "-ext", "san=" + subject);
  }

  private void generate(String name, String algorithm, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:+UseSerialGC",
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + output);
    }
  }

  /** Writes a certificate, with those that signed it, as PEM. */
  Path certificate(String name) throws IOException, GeneralSecurityException {
    StringBuilder pem = new StringBuilder();
    for (var certificate : store().getCertificateChain(name)) {
      pem.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(directory.resolve(name + ".pem"), pem);
  }

  /** Writes a certificate's key as PEM. */
  Path key(String name) throws IOException, GeneralSecurityException {
    byte[] key = store().getKey(name, PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(directory.resolve(name + "-key.pem"), pem("PRIVATE KEY", key));
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what);
  }

  /** Returns what a server needs that shows one certificate and trusts one authority. */
  SSLContext server(String name, String trusted) throws IOException, GeneralSecurityException {
    KeyStore keys = empty();
    keys.setKeyEntry(
        name,
        store().getKey(name, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        store().getCertificateChain(name));
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    KeyStore authorities = empty();
    authorities.setCertificateEntry(trusted, store().getCertificate(trusted));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, PASSWORD.toCharArray());
    return empty;
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    all.load(new ByteArrayInputStream(Files.readAllBytes(store)), PASSWORD.toCharArray());
    return all;
  }
}
