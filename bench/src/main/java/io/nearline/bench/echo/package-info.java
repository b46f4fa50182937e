/** A gRPC server that does nothing. */
@NullMarked
package io.nearline.bench.echo;

import org.jspecify.annotations.NullMarked;
