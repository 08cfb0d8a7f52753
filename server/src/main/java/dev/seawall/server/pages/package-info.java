/** Serves the pages of {@code ui/}: the shell at every page's address, and assets under a name that holds their hash. */
@NullMarked
package dev.seawall.server.pages;

import org.jspecify.annotations.NullMarked;
