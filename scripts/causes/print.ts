/** Prints the figures of an evaluation as a table in the terminal. */
import { classifyFit } from "@/lib/domain/causes/arithmetic";
import { row, title } from "../figures/report";
import type { Evaluation, Share } from "./evaluate";

const CONFUSIONS_MAX = 12;

export function printEvaluation(
  { commonest, aim, aimOfThreeDays, all, kinds, confusions, falseCauses, scores }: Evaluation,
  { seeds, count }: { seeds: string; count: number },
): void {
  title(`Likely causes: ${count.toLocaleString("en")} faults, seeds for ${seeds}`);
  row(
    "the twelve kinds of the aim, right first",
    percent(aim.first),
    `aim: 80.0 %, ${of(aim.first)}`,
  );
  row("  right among three", percent(aim.amongThree));
  row("  baseline, always the commonest kind", percent(aim.baseline), commonest);
  row("  without the two weeks before, right first", percent(aimOfThreeDays));
  row("all kinds, right first", percent(all.first), of(all.first));
  row("  right among three", percent(all.amongThree));
  row("  baseline, always the commonest kind", percent(all.baseline), commonest);

  title("By kind: precision of the first cause, recall first, recall among three");
  for (const { kind, precision, recall, amongThree } of kinds) {
    const figures = [precision, recall, amongThree].map((share) => percent(share).padStart(8));
    row(kind, figures.slice(0, 1).join(""), `${figures.slice(1).join(" ")}  ${of(recall)}`);
  }

  title("By the score of the first cause: how many are right, faults without a cause included");
  for (const { least, right } of scores) {
    const fit = classifyFit(least);
    row(`from ${least}, "${fit}" on the screen`, percent(right), of(right));
  }

  title("Differences without a cause that got one");
  row("small change, of any size", percent(falseCauses.small), of(falseCauses.small));
  row("  above the tolerance", percent(falseCauses.smallAbove), of(falseCauses.smallAbove));
  row("large and unexplained", percent(falseCauses.large), of(falseCauses.large));

  title("Most often mistaken: the fault, and what was named first");
  for (const { fault, named, count: times } of confusions.slice(0, CONFUSIONS_MAX)) {
    row(`${fault} → ${named}`, String(times));
  }
}

function percent({ hits, of: all }: Share): string {
  return all === 0 ? "-" : `${((100 * hits) / all).toFixed(1)} %`;
}

function of({ of: all }: Share): string {
  return `of ${all.toLocaleString("en")}`;
}
