/** {@code nearline reprocess}: raw events of the past become a new generation of the tables. */
@NullMarked
package io.nearline.cli.reprocess;

import org.jspecify.annotations.NullMarked;
