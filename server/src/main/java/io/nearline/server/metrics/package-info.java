/** What Prometheus gets to see. */
@NullMarked
package io.nearline.server.metrics;

import org.jspecify.annotations.NullMarked;
