import "server-only";

/**
 * "Now" as columns store it, rounded to a millisecond. What became due "now" would otherwise not be
 * due for up to half a millisecond, and wait for the next run.
 */
export const STORED_NOW = "now()::timestamptz(3)";
