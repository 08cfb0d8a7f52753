/** The scan: layers read once into facts, facts stacked into an inventory, the inventory judged. */
@NullMarked
package dev.seawall.engine.scan;

import org.jspecify.annotations.NullMarked;
