/** What the documentation tells its reader to type. */
@NullMarked
package io.nearline.it.docs;

import org.jspecify.annotations.NullMarked;
