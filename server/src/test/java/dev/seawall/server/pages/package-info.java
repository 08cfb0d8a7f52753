/** Tests of the pages in a real browser against a real server. */
@NullMarked
package dev.seawall.server.pages;

import org.jspecify.annotations.NullMarked;
