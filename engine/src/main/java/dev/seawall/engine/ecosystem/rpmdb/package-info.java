/** The three formats of RPM's package database, and the headers in them. */
@NullMarked
package dev.seawall.engine.ecosystem.rpmdb;

import org.jspecify.annotations.NullMarked;
