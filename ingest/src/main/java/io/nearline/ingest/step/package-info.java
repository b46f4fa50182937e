/** The steps of the flow, each a small class that knows nothing of Kafka Streams' topology. */
@NullMarked
package io.nearline.ingest.step;

import org.jspecify.annotations.NullMarked;
