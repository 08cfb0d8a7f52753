/** Tables: transactions, rows, and the stores of every feature in the SQL that both databases speak. */
@NullMarked
package dev.seawall.server.store.sql;

import org.jspecify.annotations.NullMarked;
