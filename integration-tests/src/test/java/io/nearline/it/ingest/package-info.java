/** Ingest as its user runs it: a process between real topics. */
@NullMarked
package io.nearline.it.ingest;

import org.jspecify.annotations.NullMarked;
