/** What ingest.yaml says, and what it means to Kafka. */
@NullMarked
package io.nearline.ingest.configuration;

import org.jspecify.annotations.NullMarked;
