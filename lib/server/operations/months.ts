import "server-only";

/** What the daily job, the metrics and the scripts share about tables that are divided by month. */

/** Months are there long before their first day, in case the daily job fails for weeks. */
export const MONTHS_AHEAD = 3;

/** For FROM: the `oid` of a table `c` and of its months, which a plain table has none of. */
export const WITH_MONTHS =
  "(SELECT c.oid UNION SELECT inhrelid FROM pg_inherits WHERE inhparent = c.oid)";
