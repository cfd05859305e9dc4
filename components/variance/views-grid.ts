/**
 * Lays views out beside each other, the same before and after they have loaded, where their tables
 * have the width. On paper they stand below each other, because a grid that crosses the end of a
 * sheet prints its parts over one another.
 */
export const COLUMNS =
  "grid grid-cols-1 gap-x-12 gap-y-8 px-edge py-5 min-[1440px]:grid-cols-[minmax(0,1.32fr)_minmax(0,1fr)] print:block";
export const COLUMN = "grid min-w-0 grid-cols-1 content-start gap-8 print:block";
/** It spans the page. */
export const ACROSS = "border-t border-rule px-edge py-5";
export const BESIDE =
  "grid grid-cols-1 gap-x-12 gap-y-8 border-t border-rule px-edge py-5 lg:grid-cols-2 print:block";
