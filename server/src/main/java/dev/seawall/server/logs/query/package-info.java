/** The query language of log lines and what it means for one line. */
@NullMarked
package dev.seawall.server.logs.query;

import org.jspecify.annotations.NullMarked;
