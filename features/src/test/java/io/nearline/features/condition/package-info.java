@NullMarked
package io.nearline.features.condition;

import org.jspecify.annotations.NullMarked;
