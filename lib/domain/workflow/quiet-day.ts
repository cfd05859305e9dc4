/**
 * Decides whether a day is quiet: complete, past, and without anything that a person should see. A
 * quiet day is reviewed by the rule of its centre, except for a random sample that goes to a person
 * like every other day. The draw is made elsewhere, by a key that nobody who counts can know.
 */
import { type DayFacts, dayRefusal } from "./workflow";

/** A draw is one of these many numbers, from 0 on. */
export const DRAWS = 10_000;
export const SAMPLE_PERCENT_MIN = 1;
export const SAMPLE_PERCENT_MAX = 100;
export const SAMPLE_PERCENT_DEFAULT = 10;

export type QuietFacts = {
  day: DayFacts;
  /** Lines with both sides and no difference above the first level. */
  comparedLines: number;
  /** Lines above the first level, explained or not, and lines that no sheet expects. */
  linesAbove: number;
  /** A difference was explained, of a line or of a float, whatever the line shows now. */
  isExplained: boolean;
  /** Register shifts without a closing time. */
  openShifts: number;
  /** What the sheet leaves in doubt, and sums of Cashrec's that do not agree. */
  doubts: number;
  /** Somebody wrote or attached something, or handed over a till with a remark or a difference. */
  isCommented: boolean;
  /** Somebody has a line to explain. */
  isAssigned: boolean;
  /** The business date has ended in the centre's zone. */
  isPast: boolean;
  /** Cashrec was read after the business date had ended. */
  isReadSince: boolean;
};

type QuietObstacle =
  | "not-past"
  | "not-read-since"
  | "not-reviewable"
  | "nothing-compared"
  | "above-first-level"
  | "explained"
  | "open-shift"
  | "in-doubt"
  | "commented"
  | "assigned";

export const QUIET_OUTCOMES = ["certified", "sampled"] as const;
export type QuietOutcome = (typeof QUIET_OUTCOMES)[number];

/** Finds the first reason for which a person has to look at the day; null for a quiet day. */
export function findObstacle(facts: QuietFacts): QuietObstacle | null {
  if (!facts.isPast) return "not-past";
  if (!facts.isReadSince) return "not-read-since";
  if (facts.day.state !== "open" || dayRefusal("review", facts.day) !== null) {
    return "not-reviewable";
  }
  if (facts.comparedLines === 0) return "nothing-compared";
  if (facts.linesAbove > 0) return "above-first-level";
  if (facts.isExplained) return "explained";
  if (facts.openShifts > 0) return "open-shift";
  if (facts.doubts > 0) return "in-doubt";
  if (facts.isCommented) return "commented";
  return facts.isAssigned ? "assigned" : null;
}

/** `draw` is the day's own number, from 0 to `DRAWS` − 1; a higher rate only adds to the sample. */
export function decideQuietDay(
  facts: QuietFacts,
  { samplePercent, draw }: { samplePercent: number; draw: number },
): { outcome: QuietOutcome; obstacle: null } | { outcome: null; obstacle: QuietObstacle } {
  const obstacle = findObstacle(facts);
  if (obstacle !== null) return { outcome: null, obstacle };
  return { outcome: isSampled(draw, samplePercent) ? "sampled" : "certified", obstacle };
}

function isSampled(draw: number, samplePercent: number): boolean {
  return draw * 100 < samplePercent * DRAWS;
}

/** The closed list of reasons why a well-formed change of a rule is refused. */
export const QUIET_RULE_REFUSALS = ["nothing-changed", "in-the-past"] as const;
export type QuietRuleRefusal = (typeof QUIET_RULE_REFUSALS)[number];
