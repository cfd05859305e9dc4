/** Measures how often the likely causes name what happened on a day with a mishap. */
import { listCausesOfDay } from "@/lib/domain/causes/likely-causes";
import { type Cause, formatCauseLineId } from "@/lib/domain/causes/cause";
import type { Mishap } from "./mishap";
import { createScenarios, listMishapNames, type MishapName, type MishapScenario } from "./scenario";

export type Tally = { first: number; amongThree: number; none: number; of: number };

export type MishapMeasure = {
  /** Mishaps that have a cause, one at a time: on a line that was right, and on one with coins. */
  single: Tally;
  onSmallChange: Tally;
  /** Two at once: first means that one of them is named first, among three that both are named. */
  twoAtOnce: Tally;
  mishaps: { name: MishapName; hasCause: boolean; tally: Tally }[];
  /** Every first cause, by its score: how many name a mishap that happened. */
  scores: { least: number; right: number; of: number }[];
};

export function measureMishaps(
  firstSeed: number,
  count: number,
  steps: readonly number[],
): MishapMeasure {
  const measure: MishapMeasure = {
    single: createTally(),
    onSmallChange: createTally(),
    twoAtOnce: createTally(),
    mishaps: listMishapNames().map((name) => ({ name, hasCause: false, tally: createTally() })),
    scores: steps.map((least) => ({ least, right: 0, of: 0 })),
  };
  const scenarioAt = createScenarios(firstSeed);
  for (let index = 0; index < count; index += 1) {
    const scenario = scenarioAt(index);
    const causes = listCausesOfDay(scenario.day).get(scenario.lineId) ?? [];
    add(measure, scenario, causes);
  }
  return measure;
}

function add(measure: MishapMeasure, scenario: MishapScenario, causes: readonly Cause[]): void {
  const { mishaps, onSmallChange } = scenario;
  const ranks = mishaps.map(({ mishap }) => rankOf(mishap, causes));
  const [cause] = causes;
  const step = measure.scores.find(({ least }) => cause !== undefined && cause.score >= least);
  if (step !== undefined) {
    step.of += 1;
    if (ranks.includes(1)) step.right += 1;
  }
  const [one, two] = mishaps;
  if (one === undefined) return;
  if (two !== undefined) {
    if (one.mishap.kind === null && two.mishap.kind === null) return;
    tally(measure.twoAtOnce, causes, ranks.includes(1), !ranks.includes(0));
    return;
  }
  const [rank = 0] = ranks;
  const row = measure.mishaps.find(({ name }) => name === one.name);
  if (row === undefined) return;
  tally(row.tally, causes, rank === 1, rank > 0);
  if (one.mishap.kind === null) return;
  row.hasCause = true;
  tally(onSmallChange ? measure.onSmallChange : measure.single, causes, rank === 1, rank > 0);
}

/** From 1; 0 when the causes don't name it, or name another line than the one that has the rest. */
function rankOf({ kind, other }: Mishap, causes: readonly Cause[]): number {
  const isRight = (cause: Cause) =>
    cause.kind === kind && (other === null || isAt(cause.facts, other));
  return causes.findIndex(isRight) + 1;
}

function isAt(
  { businessDate, shiftId, tillId, tenderId }: Cause["facts"],
  other: NonNullable<Mishap["other"]>,
): boolean {
  if (businessDate === undefined || shiftId === undefined) return false;
  if (tillId === undefined || tenderId === undefined) return false;
  return (
    formatCauseLineId({ businessDate, shiftId, tillId, tenderId }) ===
    formatCauseLineId({ ...other, businessDate: other.date })
  );
}

function tally(into: Tally, causes: readonly Cause[], isFirst: boolean, isAmong: boolean): void {
  into.of += 1;
  if (isFirst) into.first += 1;
  if (isAmong) into.amongThree += 1;
  if (causes.length === 0) into.none += 1;
}

function createTally(): Tally {
  return { first: 0, amongThree: 0, none: 0, of: 0 };
}
