/** Names the parts of the view that says why, in the order of the page; each is its own anchor. */
export const WHY_PARTS = ["worse", "why", "watch", "ageing"] as const;

/** The ranking stands beside the patterns, which explain some of it. */
export const WORSE_GRID =
  "grid grid-cols-1 gap-x-10 gap-y-8 px-edge py-5 lg:grid-cols-[minmax(0,1fr)_368px] print:block";

/** The picture stands beside the tables of the same figures. */
export const WHY_GRID =
  "grid grid-cols-1 gap-x-10 gap-y-8 border-t border-rule px-edge py-5 lg:grid-cols-[minmax(0,640px)_minmax(0,1fr)] print:block";
export const WHY_COLUMN = "grid min-w-0 grid-cols-1 content-start gap-7 print:block";
