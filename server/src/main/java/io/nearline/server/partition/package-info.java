/** Into how many partitions each table is split, as its segments tell. */
@NullMarked
package io.nearline.server.partition;

import org.jspecify.annotations.NullMarked;
