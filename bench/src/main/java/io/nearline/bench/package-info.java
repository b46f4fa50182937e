/**
 * The bench: how fast the feature server is, beside Pinot itself and gRPC itself, on one machine.
 */
@NullMarked
package io.nearline.bench;

import org.jspecify.annotations.NullMarked;
