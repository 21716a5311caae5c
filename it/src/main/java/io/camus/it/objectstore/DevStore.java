package io.camus.it.objectstore;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Object stores that the demo and the soak can start. */
public enum DevStore {
  /** S3Proxy. */
  S3;

  /** Reads the name of one, as options have it. */
  public static final class Named implements ITypeConverter<DevStore> {
    /** A converter that picocli creates. */
    public Named() {}

    @Override
    public DevStore convert(String name) {
      if (!name.equals("s3")) {
        throw new TypeConversionException("the only object store is s3");
      }
      return S3;
    }
  }

  /** Why it cannot be started here; empty if it can. */
  public Optional<String> missing() {
    return S3Proxy.isThere()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "S3Proxy is not in %s; in the source tree, ./camus demo --store s3 downloads it",
                S3Proxy.libraries()));
  }
}
