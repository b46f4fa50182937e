@NullMarked
package io.nearline.features.aggregate;

import org.jspecify.annotations.NullMarked;
