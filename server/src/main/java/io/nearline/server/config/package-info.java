/** What {@code server.yaml} and the command line say. */
@NullMarked
package io.nearline.server.config;

import org.jspecify.annotations.NullMarked;
