@NullMarked
package io.nearline.server;

import org.jspecify.annotations.NullMarked;
