@NullMarked
package io.nearline.features.matrix;

import org.jspecify.annotations.NullMarked;
