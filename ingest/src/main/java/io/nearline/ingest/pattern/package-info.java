/** Sequences of an actor's actions, found as they happen. No I/O. */
@NullMarked
package io.nearline.ingest.pattern;

import org.jspecify.annotations.NullMarked;
