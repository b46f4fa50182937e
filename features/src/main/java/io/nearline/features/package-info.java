@NullMarked
package io.nearline.features;

import org.jspecify.annotations.NullMarked;
