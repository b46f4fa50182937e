/** {@code nearline dead-letters}: what ingest could not make actions of. */
@NullMarked
package io.nearline.cli.letters;

import org.jspecify.annotations.NullMarked;
