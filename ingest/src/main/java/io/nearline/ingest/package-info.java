@NullMarked
package io.nearline.ingest;

import org.jspecify.annotations.NullMarked;
