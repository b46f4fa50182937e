/** {@code nearline bench ingest}: how much ingest takes, and how soon it is seen. */
@NullMarked
package io.nearline.bench.ingest;

import org.jspecify.annotations.NullMarked;
