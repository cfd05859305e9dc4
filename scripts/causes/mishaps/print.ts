/** Prints what was measured on days with mishaps. */
import { classifyFit } from "@/lib/domain/causes/arithmetic";
import { row, title } from "../../figures/report";
import type { MishapMeasure, Tally } from "./measure";
import { areReal } from "./receipts";

export function printMishaps(measure: MishapMeasure, count: number): void {
  const source = areReal() ? "real receipts" : "generated receipts";
  title(`Mishaps on ${source}: ${count.toLocaleString("en")}; first, among three, no cause named`);
  print("one mishap, nothing else", measure.single);
  print("one mishap and a few coins", measure.onSmallChange);
  print("two at once: one first, both among three", measure.twoAtOnce);

  title("By mishap");
  for (const { name, hasCause, tally } of measure.mishaps) if (hasCause) print(name, tally);

  title("Without a cause of ours: how often none was named");
  for (const { name, hasCause, tally } of measure.mishaps) {
    if (!hasCause) row(name, percent(tally.none, tally.of), of(tally.of));
  }

  title("By the score of the first cause: how many name a mishap that happened");
  for (const { least, right, of: all } of measure.scores) {
    row(`from ${least}, "${classifyFit(least)}" on the screen`, percent(right, all), of(all));
  }
}

function print(name: string, { first, amongThree, none, of: all }: Tally): void {
  const rest = [amongThree, none].map((hits) => percent(hits, all).padStart(8));
  row(name, percent(first, all), `${rest.join(" ")}  ${of(all)}`);
}

function percent(hits: number, all: number): string {
  return all === 0 ? "-" : `${((100 * hits) / all).toFixed(1)} %`;
}

function of(all: number): string {
  return `of ${all.toLocaleString("en")}`;
}
