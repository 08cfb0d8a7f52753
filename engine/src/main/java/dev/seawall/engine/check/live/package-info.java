/** What runs: engines, clusters and registries read over their own interfaces into the documents that checks judge. */
@NullMarked
package dev.seawall.engine.check.live;

import org.jspecify.annotations.NullMarked;
