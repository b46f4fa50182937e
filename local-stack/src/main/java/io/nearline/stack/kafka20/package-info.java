/** How a Pinot whose plugin is for Kafka 2 clients reads Kafka with clients of today. */
@NullMarked
package io.nearline.stack.kafka20;

import org.jspecify.annotations.NullMarked;
