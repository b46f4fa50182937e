/** Where Prometheus reads a process's meters. */
@NullMarked
package io.nearline.metrics;

import org.jspecify.annotations.NullMarked;
