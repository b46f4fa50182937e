/** Raw events: where they stand, how they are decoded, and why they may be refused. */
@NullMarked
package io.nearline.ingest.event;

import org.jspecify.annotations.NullMarked;
