/** The gRPC server of ingest; the only package that knows the wire's types. */
@NullMarked
package io.nearline.ingest.rpc;

import org.jspecify.annotations.NullMarked;
