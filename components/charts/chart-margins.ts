/** The charts by day share this margin, in pixels: it prevents that the last mark is cut. */
export const RIGHT = 8;
