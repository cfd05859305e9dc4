"use client";

/** Shows which centres get worse, and why: the reasons that were given, and those still missing. */
import type { View } from "./view";
import { Ageing } from "./ageing";
import { Reasons } from "./reasons";
import { Trends } from "./trends";
import { Watch } from "./watch";
import { Why } from "./why";
import { WHY_COLUMN, WHY_GRID, WORSE_GRID } from "./why-parts";

/** Beside the ranking there is space for so many patterns; a button shows the others. */
const PATTERNS_MAX = 5;

export function WhyViews({ view }: { view: View }) {
  return (
    <>
      <div className={WORSE_GRID}>
        <Trends view={view} />
        <Watch view={view} shownMax={PATTERNS_MAX} />
      </div>
      <div className={WHY_GRID}>
        <Why view={view} />
        <div className={WHY_COLUMN}>
          <Reasons view={view} />
          <Ageing view={view} />
        </div>
      </div>
    </>
  );
}
