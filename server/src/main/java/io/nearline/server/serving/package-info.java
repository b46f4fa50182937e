/** What the server does for a request, step by step, without any knowledge of the wire. */
@NullMarked
package io.nearline.server.serving;

import org.jspecify.annotations.NullMarked;
