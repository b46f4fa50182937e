/** The running application: Kafka Streams, its health, and what becomes of its failures. */
@NullMarked
package io.nearline.ingest.runtime;

import org.jspecify.annotations.NullMarked;
