/**
 * The broker port: a statement goes in, its checked rows come out. The only package that knows the
 * Pinot client.
 */
@NullMarked
package io.nearline.server.pinot;

import org.jspecify.annotations.NullMarked;
