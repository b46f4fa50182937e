package io.nearline.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from its jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"nearline " + (version == null ? "(not built as a jar)" : version)};
  }
}
