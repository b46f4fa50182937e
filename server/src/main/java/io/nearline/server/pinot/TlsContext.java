package io.nearline.server.pinot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom the connections to Pinot trust, and who they say they are.
 *
 * @param context what the JDK makes of the files
 */
public record TlsContext(SSLContext context) {
  private static final char[] NO_PASSWORD = new char[0];

  /** A client certificate with its key: both in PEM, the key in PKCS #8 without password. */
  public record Identity(Path certificate, Path key) {}

  /**
   * Reads PEM files.
   *
   * @param trusted the certificates to trust; empty: those of the JDK
   * @param identity the certificate to show; empty: none
   * @throws IOException when a file can't be read
   * @throws GeneralSecurityException when a file's content is not what it should be
   */
  public static TlsContext read(Optional<Path> trusted, Optional<Identity> identity)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted.isPresent() ? trustStore(trusted.get()) : null);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity.isPresent() ? keyStore(identity.get()) : null, NO_PASSWORD);
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return new TlsContext(context);
  }

  private static KeyStore trustStore(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    int index = 0;
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry("trusted-" + index++, certificate);
    }
    return store;
  }

  private static KeyStore keyStore(Identity identity) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "identity",
        privateKey(identity.key()),
        NO_PASSWORD,
        certificates(identity.certificate()).toArray(Certificate[]::new));
    return store;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    @Nullable InputStream nothing = null;
    store.load(nothing, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(file);
    Collection<? extends Certificate> certificates;
    try {
      certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw noCertificate(file, e);
    }
    if (certificates.isEmpty()) {
      throw noCertificate(file, null);
    }
    return certificates;
  }

  private static GeneralSecurityException noCertificate(
      Path file, @Nullable CertificateException cause) {
    return new GeneralSecurityException(
        file + ": no certificate (expected: at least one, in PEM)", cause);
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    byte[] encoded;
    try {
      encoded = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw noKey(file, e);
    }
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      Optional<PrivateKey> key = privateKey(algorithm, new PKCS8EncodedKeySpec(encoded));
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw noKey(file, null);
  }

  private static GeneralSecurityException noKey(Path file, @Nullable Exception cause) {
    return new GeneralSecurityException(
        file + ": no key (expected: RSA, EC or Ed25519 in PKCS #8, PEM, without password)", cause);
  }

  private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec encoded)
      throws NoSuchAlgorithmException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (InvalidKeySpecException keyOfAnotherAlgorithm) {
      return Optional.empty();
    }
  }
}
