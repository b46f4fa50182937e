/** The wire: the only package that knows gRPC and the generated messages. */
@NullMarked
package io.nearline.server.rpc;

import org.jspecify.annotations.NullMarked;
