/** The server's SQL as Pinot's parser reads it. */
@NullMarked
package io.nearline.server.parser;

import org.jspecify.annotations.NullMarked;
