/** {@code nearline tables}: Pinot's tables, rendered, checked, compared and applied. */
@NullMarked
package io.nearline.cli.tables;

import org.jspecify.annotations.NullMarked;
