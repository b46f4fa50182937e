/** Publishes files of events to Kafka. */
@NullMarked
package io.nearline.cli.replay;

import org.jspecify.annotations.NullMarked;
