/** The topics that ingest reads and writes: created when absent, checked when there. */
@NullMarked
package io.nearline.ingest.topic;

import org.jspecify.annotations.NullMarked;
