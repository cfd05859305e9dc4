"use client";

/** Shows which centres get worse, and why: the reasons that were given, and those still missing. */
import type { View } from "./view";
import { Ageing } from "./ageing";
import { Reasons } from "./reasons";
import { Why } from "./why";
import { WHY_COLUMN, WHY_GRID } from "./why-parts";

export function WhyViews({ view }: { view: View }) {
  return (
    <div className={WHY_GRID}>
      <Why view={view} />
      <div className={WHY_COLUMN}>
        <Reasons view={view} />
        <Ageing view={view} />
      </div>
    </div>
  );
}
