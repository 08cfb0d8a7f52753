/** May this image be used? The one judge that registry guard, admission and Docker's plugin ask. */
@NullMarked
package dev.seawall.server.judge;

import org.jspecify.annotations.NullMarked;
