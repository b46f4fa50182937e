/** What Prometheus can read of ingest. */
@NullMarked
package io.nearline.ingest.metrics;

import org.jspecify.annotations.NullMarked;
