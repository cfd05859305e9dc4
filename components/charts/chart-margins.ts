/** The margins of the charts by day, in pixels. */

/** Left of the plot, for the amounts; right of it, so that the last mark is not cut. */
export const AXIS = 52;

export const RIGHT = 8;
