/**
 * Freshness: through which instant each table is complete, as the heartbeats tell that ingest
 * writes into every partition of it.
 */
@NullMarked
package io.nearline.server.heartbeat;

import org.jspecify.annotations.NullMarked;
