@NullMarked
package io.nearline.stack;

import org.jspecify.annotations.NullMarked;
