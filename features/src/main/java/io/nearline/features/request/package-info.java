/** The values that come with a call: {@code request.*} in definitions. */
@NullMarked
package io.nearline.features.request;

import org.jspecify.annotations.NullMarked;
