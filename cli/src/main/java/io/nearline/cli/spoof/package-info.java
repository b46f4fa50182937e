/** {@code nearline spoof}: a shop's click lines, of which it is known which searches convert. */
@NullMarked
package io.nearline.cli.spoof;

import org.jspecify.annotations.NullMarked;
