@NullMarked
package io.nearline.process;

import org.jspecify.annotations.NullMarked;
