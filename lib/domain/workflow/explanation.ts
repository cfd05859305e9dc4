/**
 * Decides whether an explanation of a line is accepted: there is something to explain, and the
 * reason fits the verdict of the line. Whether its day is open is decided before.
 */
import type { Cause, CauseKind } from "../causes/cause";
import type { Line, Verdict } from "../line";
import { type OfferedReason, OTHER, listOfferedReasons } from "./reason-list";
import type { Explanation, FloatDifference } from "./outstanding";
import type { LinePosition } from "../keys";

export const EXPLANATION_KINDS = ["explained", "waived", "withdrawn"] as const;
export type ExplanationKind = (typeof EXPLANATION_KINDS)[number];

export const EXPLANATION_REFUSALS = [
  "nothing-to-explain",
  "nothing-to-waive",
  "nothing-to-withdraw",
  "unknown-reason",
  "text-missing",
  "cause-gone",
] as const;
export type ExplanationRefusal = (typeof EXPLANATION_REFUSALS)[number];

/** More lines at once would hold the audit trail for too long. */
export const EXPLAINED_LINES_MAX = 500;

/** Why many lines were not explained at once; "changed" says that a figure has moved. */
export const LINES_REFUSALS = [
  ...EXPLANATION_REFUSALS,
  "changed",
  "no-such-line",
  "not-permitted",
  "day-not-open",
  "period-closed",
  "too-many",
] as const;
export type LinesRefusal = (typeof LINES_REFUSALS)[number];

/** Tells whether a line shows another figure than the one that its explanation is written for. */
export function hasMoved(
  { difference, countVersion }: Pick<Explained, "difference" | "countVersion">,
  written: { differenceMinor: number | null; countVersion?: number | null | undefined },
): boolean {
  if (difference !== written.differenceMinor) return true;
  return written.countVersion !== undefined && written.countVersion !== countVersion;
}

/** This is the current state of a line, or of the check of a float. */
export type Explained = LinePosition & Pick<Line, "verdict" | "difference" | "countVersion">;

export type ExplanationInput = {
  /** Null means the kind that the line needs. */
  kind: ExplanationKind | null;
  reason: string | null;
  text: string;
  cause: CauseKind | null;
};

type Situation = {
  line: Explained;
  /** The latest explanation of the line. */
  last: Explanation | null;
  reasons: readonly OfferedReason[];
  causes: readonly Cause[];
};

export type Decision =
  | { refusal: ExplanationRefusal }
  | { refusal: null; kind: ExplanationKind; reason: string; cause: Cause | null };

export function decideExplanation(
  { line, last, reasons, causes }: Situation,
  input: ExplanationInput,
): Decision {
  const kind = input.kind ?? (line.verdict === "uncounted" ? "waived" : "explained");
  if (kind === "withdrawn") {
    if (last === null || last.kind === "withdrawn") return { refusal: "nothing-to-withdraw" };
    return { refusal: null, kind, reason: last.reason, cause: null };
  }
  if (line.verdict === "matched") return { refusal: "nothing-to-explain" };
  if (kind === "waived" && line.verdict !== "uncounted") return { refusal: "nothing-to-waive" };
  if (kind === "explained" && line.verdict === "uncounted") {
    return { refusal: "nothing-to-explain" };
  }
  return decideReason({ line, reasons, causes }, { ...input, kind });
}

function decideReason(
  { line, reasons, causes }: Pick<Situation, "line" | "reasons" | "causes">,
  { kind, reason, text, cause }: ExplanationInput & { kind: ExplanationKind },
): Decision {
  const offered = listOfferedReasons(reasons, line.verdict).some(({ code }) => code === reason);
  if (reason === null || !offered) return { refusal: "unknown-reason" };
  if (reason === OTHER && text === "") return { refusal: "text-missing" };
  const taken = causes.find((one) => one.kind === cause && one.reason === reason) ?? null;
  // The displayed causes no longer match the figures, so that the reader has to look again before
  // signing for one.
  if (cause !== null && taken === null) return { refusal: "cause-gone" };
  return { refusal: null, kind, reason, cause: taken };
}

/** Presents a check of a float as a line that was counted: short, over, or matched. */
export function explainedFloat({ difference, ...check }: FloatDifference): Explained {
  const { shiftId, tillId, tenderId } = check;
  const verdict: Verdict = difference === 0 ? "matched" : difference < 0 ? "short" : "over";
  return { shiftId, tillId, tenderId, verdict, difference, countVersion: null };
}
