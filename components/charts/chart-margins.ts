/** The charts by day share these margins, in pixels. */

/** The left margin has the amounts; the right one prevents that the last mark is cut. */
export const AXIS = 52;

export const RIGHT = 8;
