/** The reference of the feature language, executed. */
@NullMarked
package io.nearline.server.docs;

import org.jspecify.annotations.NullMarked;
