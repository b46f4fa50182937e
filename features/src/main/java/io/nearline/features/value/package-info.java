/** Values of features, packed where there are many. */
@NullMarked
package io.nearline.features.value;

import org.jspecify.annotations.NullMarked;
