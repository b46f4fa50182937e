@NullMarked
package io.nearline.features.value;

import org.jspecify.annotations.NullMarked;
