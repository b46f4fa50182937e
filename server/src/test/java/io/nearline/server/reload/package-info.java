@NullMarked
package io.nearline.server.reload;

import org.jspecify.annotations.NullMarked;
