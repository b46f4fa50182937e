/** Which module may know which. */
@NullMarked
package io.nearline.it.architecture;

import org.jspecify.annotations.NullMarked;
