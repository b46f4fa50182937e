/**
 * Heartbeats: through which instant events are settled, as the offsets of the application's inputs
 * tell.
 */
@NullMarked
package io.nearline.ingest.heartbeat;

import org.jspecify.annotations.NullMarked;
