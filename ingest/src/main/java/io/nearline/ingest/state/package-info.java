/** Stores on disk, and what of them is at hand in memory. */
@NullMarked
package io.nearline.ingest.state;

import org.jspecify.annotations.NullMarked;
