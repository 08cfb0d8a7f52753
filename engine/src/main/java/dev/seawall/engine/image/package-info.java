/** Where images come from: archives, OCI layouts, daemons, registries, directories. */
@NullMarked
package dev.seawall.engine.image;

import org.jspecify.annotations.NullMarked;
