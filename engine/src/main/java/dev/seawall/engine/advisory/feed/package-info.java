/** Reads advisory feeds: OSV buckets and folders, the known-exploited list, EPSS scores. */
@NullMarked
package dev.seawall.engine.advisory.feed;

import org.jspecify.annotations.NullMarked;
