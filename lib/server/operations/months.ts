import "server-only";

/** Months are there long before their first day, in case the daily job fails for weeks. */
export const MONTHS_AHEAD = 3;
