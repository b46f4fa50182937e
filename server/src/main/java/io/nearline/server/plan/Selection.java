package io.nearline.server.plan;

import java.util.List;

/** What a caller asks for, by name. */
public sealed interface Selection {

  /**
   * A feature service.
   *
   * @param name its name
   */
  record Service(String name) implements Selection {}

  /**
   * Features.
   *
   * @param names full names, with or without version
   */
  record Features(List<String> names) implements Selection {

    /** Copies. */
    public Features {
      names = List.copyOf(names);
    }
  }
}
