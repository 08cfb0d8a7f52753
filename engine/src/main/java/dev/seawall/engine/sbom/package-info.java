/** Reads software bills of material of every common format as the input of a scan. */
@NullMarked
package dev.seawall.engine.sbom;

import org.jspecify.annotations.NullMarked;
