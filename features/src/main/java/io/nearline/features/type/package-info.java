/** The types of attributes and features. */
@NullMarked
package io.nearline.features.type;

import org.jspecify.annotations.NullMarked;
