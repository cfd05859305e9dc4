import "server-only";

/**
 * Explains many lines in one transaction: all of them, or none and every line that stands in the
 * way by name. Each line has the difference that its explanation is written for, so that what has
 * moved meanwhile is a conflict.
 */
import type { ExplainedLines, ExplainLines, RefusedLine } from "@/lib/contracts/explain-lines";
import type { ExplainedLineInput } from "@/lib/contracts/explain-lines";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { groupBy } from "@/lib/domain/group-by";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { type Actor, holdsAll, prove, type Scope } from "@/lib/domain/permission";
import { decideExplanation, hasMoved, type LinesRefusal } from "@/lib/domain/workflow/explanation";
import type { OfferedReason } from "@/lib/domain/workflow/reason-list";
import { AppError, isAppError } from "../app-error";
import { causesAt, listCauses } from "../causes/list-causes";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Transaction } from "../db/sql";
import { readReasons } from "../reasons/queries";
import { recomputeDays } from "../recompute/recompute-days";
import { type DayVersion, openDay, raiseVersion } from "../workflow/open-day";
import { findExplained, findLast } from "./line";
import { attachSlip } from "./slip";
import { auditExplanation, insertExplanation, type NewExplanation } from "./store";

type Explains = Scope<"reconciliation:explain">;

/** Throws CONFLICT when a figure has moved, and REFUSED otherwise, with the lines and why. */
export async function explainLines(
  scope: Explains,
  input: ExplainLines,
  actor: Actor,
): Promise<ExplainedLines> {
  refuse(input.lines.flatMap((line) => nameRefused(line, refuseCentre(scope, actor, line))));
  const byDay = [...groupBy(input.lines, (line) => formatDayKey(dayOf(line))).values()];
  return inTransaction(async (tx) => {
    await lockDays(tx.sql, input.lines.map(dayOf));
    const { reasons } = await readReasons(tx.sql);
    const decided: DecidedDay[] = [];
    for (const lines of byDay) decided.push(await decideDay(tx, { ...input, lines }, reasons));
    refuse(decided.flatMap(({ refused }) => refused));
    const explanations = decided.flatMap((day) => day.explanations);
    for (const one of explanations) await insertExplanation(tx.sql, scope, one);
    await recomputeDays(tx, input.lines.map(dayOf));
    for (const one of explanations) await auditExplanation(tx.sql, scope, one);
    if (input.slip !== undefined) refuse(await attachSlip(tx.sql, { scope, actor, input }));
    const days: ExplainedLines["days"] = [];
    for (const { key, opened } of decided) {
      const day = opened === null ? null : await raiseVersion(tx.sql, key, opened);
      if (day !== null) days.push({ centreId: key.centreId, date: key.businessDate, ...day });
    }
    return { explained: explanations.length, days };
  });
}

/** A centre that is not the actor's looks as if it had no such line. */
function refuseCentre(
  scope: Explains,
  actor: Actor,
  { centreId }: ExplainedLineInput,
): LinesRefusal | null {
  if (holdsAll(scope, [centreId])) return null;
  return prove(actor, "centre:view", [centreId]) === null ? "no-such-line" : "not-permitted";
}

type DecidedDay = {
  key: DayKey;
  /** Null when the day accepts no explanation. */
  opened: DayVersion | null;
  explanations: NewExplanation[];
  refused: RefusedLine[];
};

async function decideDay(
  tx: Transaction,
  { lines, reason, text }: ExplainLines,
  reasons: readonly OfferedReason[],
): Promise<DecidedDay> {
  const [first] = lines;
  if (first === undefined) throw new Error("A group of lines has a first one");
  const key = dayOf(first);
  const day: DecidedDay = { key, opened: null, explanations: [], refused: [] };
  const opened = await openOrRefuse(tx, key);
  if (typeof opened === "string") {
    return { ...day, refused: lines.flatMap((line) => nameRefused(line, opened)) };
  }
  day.opened = opened;
  const takesCauses = lines.some(({ cause }) => cause !== undefined);
  const causes = takesCauses ? await listCauses(tx.sql, key) : [];
  for (const line of lines) {
    const decided = await decideLine(tx, { line, reason, text }, { reasons, causes });
    if (typeof decided === "string") day.refused.push(...nameRefused(line, decided));
    else day.explanations.push(decided);
  }
  return day;
}

async function openOrRefuse(tx: Transaction, key: DayKey): Promise<DayVersion | LinesRefusal> {
  try {
    return await openDay(tx.sql, key, { change: "explanation" });
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "NOT_FOUND") return "no-such-line";
    return error.details.reason === "period-closed" ? "period-closed" : "day-not-open";
  }
}

type Written = { line: ExplainedLineInput; reason: string; text: string };
type Known = { reasons: readonly OfferedReason[]; causes: DayDetail["causes"] };

async function decideLine(
  tx: Transaction,
  { line: input, reason, text }: Written,
  { reasons, causes }: Known,
): Promise<NewExplanation | LinesRefusal> {
  const line = await findExplained(tx, input);
  if (line === null) return "no-such-line";
  if (hasMoved(line, input)) return "changed";
  const last = await findLast(tx, input);
  const decision = decideExplanation(
    { line, last: last?.explanation ?? null, reasons, causes: causesAt(causes, input) },
    { kind: null, reason, text, cause: input.cause ?? null },
  );
  if (decision.refusal !== null) return decision.refusal;
  const { kind, cause } = decision;
  return { input: { ...input, text }, line, last, kind, reason: decision.reason, cause };
}

function nameRefused(line: ExplainedLineInput, reason: LinesRefusal | null): RefusedLine[] {
  if (reason === null) return [];
  const { centreId, date, shiftId, tillId, tenderId } = line;
  return [{ centreId, date, shiftId, tillId, tenderId, reason }];
}

function refuse(lines: readonly RefusedLine[]): void {
  if (lines.length === 0) return;
  const extra = { lines };
  if (lines.some(({ reason }) => reason === "changed")) {
    const message = "Figures have changed since you saw them. Nothing was explained; look again.";
    throw new AppError("CONFLICT", message, { reason: "changed", extra });
  }
  const message = `Nothing was explained, because of ${lines.length} of the lines.`;
  throw new AppError("REFUSED", message, { reason: lines[0]?.reason ?? "unknown-reason", extra });
}

function dayOf({ centreId, date }: Pick<ExplainedLineInput, "centreId" | "date">): DayKey {
  return { centreId, businessDate: date };
}
