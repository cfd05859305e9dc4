/**
 * Measures how often the likely causes name the fault that was generated, and how often one that
 * was not.
 */
import { listCausesOfDay } from "@/lib/domain/causes/likely-causes";
import {
  type Cause,
  CAUSE_KINDS,
  type CauseKind,
  formatCauseLineId,
} from "@/lib/domain/causes/cause";
import { STRONG_SCORE } from "@/lib/domain/causes/arithmetic";
import { FREQUENCIES } from "./fault";
import { type FaultKind, WITHOUT_CAUSE } from "./fault-kinds";
import { type Scenario, buildScenario } from "./scenario";

export type Share = { hits: number; of: number };

export type Evaluation = {
  /**
   * The shares of the lines with a fault that has a cause, for the kinds of the aim and for all
   * kinds.
   */
  aim: { first: Share; amongThree: Share; baseline: Share };
  all: { first: Share; amongThree: Share; baseline: Share };
  /** The kinds of the aim, when nothing is known but three days. */
  aimOfThreeDays: Share;
  kinds: { kind: CauseKind; precision: Share; recall: Share; amongThree: Share }[];
  /** Which kind was named first instead, in descending order. */
  confusions: { fault: FaultKind; named: CauseKind | "none"; count: number }[];
  /** Differences that have no cause, but were given one. */
  falseCauses: { small: Share; smallAbove: Share; large: Share };
  /** How many of the first causes were right, by score: at least this, below the one before. */
  scores: { least: number; right: Share }[];
  commonest: CauseKind;
};

export const SCORE_STEPS = [STRONG_SCORE, 0.75, 0.5, 0];

/** For these kinds the aim is 80 of 100. */
const AIM: readonly FaultKind[] = [
  ...(["float-left-out", "float-counted-twice", "digits-swapped", "decimal-slip"] as const),
  ...(["wrong-tender", "wrong-till", "wrong-shift", "note-miscounted"] as const),
  ...(["movement-missing", "movement-twice", "expense-missing", "expense-twice"] as const),
];

type CaseResult = { fault: FaultKind; named: CauseKind[]; rank: number; score: number };

export function evaluate(firstSeed: number, count: number): Evaluation {
  const evaluations: CaseResult[] = [];
  const threeDays: CaseResult[] = [];
  const falseCauses = { small: createShare(), smallAbove: createShare(), large: createShare() };
  for (let index = 0; index < count; index += 1) {
    const scenario = buildScenario(firstSeed + index);
    const causes = listCausesOfDay(scenario.day);
    evaluations.push(evaluateCase(scenario, causes.get(scenario.lineId) ?? []));
    const fewer = listCausesOfDay({ ...scenario.day, earlier: [] });
    threeDays.push(evaluateCase(scenario, fewer.get(scenario.lineId) ?? []));
    countFalse(scenario, causes, falseCauses);
  }
  const commonest = commonestKind();
  const caused = evaluations.filter(({ fault }) => hasCause(fault));
  return {
    commonest,
    aim: summary(caused.filter(isOfAim), commonest),
    aimOfThreeDays: computeShare(threeDays.filter(isOfAim), isRightFirst),
    all: summary(caused, commonest),
    kinds: CAUSE_KINDS.map((kind) => ofKind(kind, evaluations)),
    confusions: listConfusions(evaluations),
    scores: SCORE_STEPS.map((least, index) => ({
      least,
      right: computeShare(
        evaluations.filter(isBetween(least, SCORE_STEPS[index - 1])),
        isRightFirst,
      ),
    })),
    falseCauses,
  };
}

function isBetween(least: number, below = Infinity) {
  return ({ named, score }: CaseResult) => named.length > 0 && score >= least && score < below;
}

function isOfAim({ fault }: CaseResult): boolean {
  return AIM.includes(fault);
}

function isRightFirst({ rank }: CaseResult): boolean {
  return rank === 1;
}

/** A cause that names the wrong other line is wrong, whatever its kind. */
function evaluateCase({ fault, otherId }: Scenario, causes: readonly Cause[]): CaseResult {
  const isRight = ({ kind, facts }: Cause) =>
    kind === fault && (otherId === null || formatPosition(facts) === otherId);
  return {
    fault,
    named: causes.map(({ kind }) => kind),
    rank: causes.findIndex(isRight) + 1,
    score: causes[0]?.score ?? 0,
  };
}

function formatPosition({ businessDate, shiftId, tillId, tenderId }: Cause["facts"]): string {
  return [businessDate, shiftId, tillId, tenderId].join("\u0000");
}

function countFalse(
  { fault, day, lineId, untouchedIds }: Scenario,
  causes: ReadonlyMap<string, Cause[]>,
  counts: Evaluation["falseCauses"],
): void {
  for (const line of day.lines) {
    const id = formatCauseLineId(line);
    const named = causes.get(id);
    if (named === undefined) continue;
    const hit = named.length > 0;
    if (id === lineId && fault === "random-large") add(counts.large, hit);
    const isSmall = id === lineId ? fault === "random-small" : untouchedIds.has(id);
    if (!isSmall) continue;
    add(counts.small, hit);
    if (Math.abs(line.difference ?? 0) > line.tolerance) add(counts.smallAbove, hit);
  }
}

function ofKind(kind: CauseKind, evaluations: readonly CaseResult[]): Evaluation["kinds"][number] {
  const made = evaluations.filter(({ fault }) => fault === kind);
  const named = evaluations.filter((evaluation) => evaluation.named[0] === kind);
  return {
    kind,
    precision: computeShare(named, isRightFirst),
    recall: computeShare(made, isRightFirst),
    amongThree: computeShare(made, ({ rank }) => rank > 0),
  };
}

function summary(evaluations: readonly CaseResult[], commonest: CauseKind): Evaluation["all"] {
  return {
    first: computeShare(evaluations, isRightFirst),
    amongThree: computeShare(evaluations, ({ rank }) => rank > 0),
    baseline: computeShare(evaluations, ({ fault }) => fault === commonest),
  };
}

function listConfusions(evaluations: readonly CaseResult[]): Evaluation["confusions"] {
  const counts = new Map<string, Evaluation["confusions"][number]>();
  for (const { fault, named, rank } of evaluations) {
    const first = named[0] ?? "none";
    if (rank === 1 || (first === "none" && !hasCause(fault))) continue;
    const key = `${fault} ${first}`;
    const seen = counts.get(key) ?? { fault, named: first, count: 0 };
    counts.set(key, { ...seen, count: seen.count + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

function commonestKind(): CauseKind {
  const kinds = CAUSE_KINDS.filter((kind) => kind !== "cash-rounding");
  return kinds.reduce((most, kind) => (FREQUENCIES[kind] > FREQUENCIES[most] ? kind : most));
}

function hasCause(fault: FaultKind): boolean {
  return !WITHOUT_CAUSE.some((kind) => kind === fault);
}

function createShare(): Share {
  return { hits: 0, of: 0 };
}

function computeShare<T>(some: readonly T[], hits: (each: T) => boolean): Share {
  return { hits: some.filter(hits).length, of: some.length };
}

function add(counts: Share, hit: boolean): void {
  counts.of += 1;
  if (hit) counts.hits += 1;
}
