/** What RecordActions takes, and how Kafka gets it; knows nothing of the wire. */
@NullMarked
package io.nearline.ingest.record;

import org.jspecify.annotations.NullMarked;
