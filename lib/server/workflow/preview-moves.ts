import "server-only";

/**
 * Tells what a move of some days would sign, and which of them would stay and why. Facts, figures
 * and versions are of one snapshot: who then sends these versions signs what was shown, or gets a
 * conflict.
 */
import type { MovePreview, MovePreviewInput, SignOffSum } from "@/lib/contracts/sign-off";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { type Actor, prove } from "@/lib/domain/permission";
import { type SignOffSum as Sum, sumByCentre, sumByCurrency } from "@/lib/domain/workflow/sign-off";
import { decideMove, type MoveName } from "@/lib/domain/workflow/workflow";
import { type AppError, isAppError } from "../app-error";
import { assertCentresExist } from "../centres/queries";
import { inSnapshot } from "../db/sql";
import { type DayFactsOf, listDayFacts } from "./day-facts";
import { createPeopleLookup } from "./people-to-ask";
import { proveMove } from "./prove-move";
import { formatRefusal } from "./refusal-messages";
import { listSignOffFigures, type SignOffFigures } from "./sign-off-figures";

type Staying = MovePreview["staying"][number];
type Figures = ReadonlyMap<string, SignOffFigures>;

export async function previewMoves(
  actor: Actor,
  { move, days }: MovePreviewInput,
): Promise<MovePreview> {
  const asked = days.map(({ centreId, date }) => ({ centreId, businessDate: date }));
  const keys = [...new Map(asked.map((key) => [formatDayKey(key), key])).values()];
  const problems = await findProblems(actor, move, keys);
  const visible = keys.filter(({ centreId }) => {
    return prove(actor, "reconciliation:view", [centreId]) !== null;
  });
  const { figures, facts, refused } = await readSnapshot(
    { actorId: actor.userId, move },
    { visible, movable: visible.filter(({ centreId }) => !problems.has(centreId)) },
  );
  const shut = keys.flatMap((key) => {
    const problem = problems.get(key.centreId);
    return problem === undefined ? [] : [toStaying(key, figures, problem)];
  });
  const moving = facts.flatMap((day) => figures.get(formatDayKey(day)) ?? []);
  return { ...sumUp(moving, figures), staying: [...refused, ...shut] };
}

/** Finds the centres in which the actor can't make the move at all. */
async function findProblems(actor: Actor, move: MoveName, keys: readonly DayKey[]) {
  const problems = new Map<string, AppError>();
  for (const centreId of new Set(keys.map((key) => key.centreId))) {
    try {
      await assertCentresExist(await proveMove(actor, move, centreId));
    } catch (error) {
      if (!isAppError(error)) throw error;
      problems.set(centreId, error);
    }
  }
  return problems;
}

async function readSnapshot(
  { actorId, move }: { actorId: string; move: MoveName },
  { visible, movable }: { visible: readonly DayKey[]; movable: readonly DayKey[] },
) {
  return inSnapshot(async (tx) => {
    const rows = await listSignOffFigures(tx.sql, visible);
    const figures: Figures = new Map(rows.map((row) => [formatDayKey(row), row]));
    const order = new Map(rows.map((row, index) => [formatDayKey(row), index]));
    const positionOf = (key: DayKey) => order.get(formatDayKey(key)) ?? rows.length;
    const found = await listDayFacts(tx.sql, movable);
    found.sort((one, other) => positionOf(one) - positionOf(other));
    const peopleOf = createPeopleLookup(tx.sql);
    const facts: DayFactsOf[] = [];
    const refused: Staying[] = [];
    for (const day of found) {
      // The text, where one is required, is written after the preview.
      const { refused: refusal } = decideMove(move, day.facts, { actorId, text: "" });
      if (refusal === null) facts.push(day);
      else {
        const { centreId } = day;
        const people = await peopleOf({ centreId, move, found: day, refusal, actorId });
        const message = formatRefusal({ ...day, move, refusal, people });
        const problem = { code: "REFUSED", message, reason: refusal, people } as const;
        refused.push(toStaying(day, figures, problem));
      }
    }
    return { figures, facts, refused };
  });
}

type Problem = Pick<AppError, "code" | "message"> & Partial<Pick<Staying, "reason" | "people">>;

function toStaying(key: DayKey, figures: Figures, problem: Problem): Staying {
  const { centreId, businessDate: date } = key;
  const known = figures.get(formatDayKey(key));
  return {
    centreId,
    centreName: known?.centreName ?? centreId,
    date,
    state: known?.state ?? "open",
    code: problem.code,
    reason: problem.reason ?? null,
    people: problem.people ?? [],
    detail: problem.message,
  };
}

function sumUp(days: readonly SignOffFigures[], figures: Figures): Omit<MovePreview, "staying"> {
  const nameOf = new Map(days.map(({ centreId, centreName }) => [centreId, centreName]));
  const count = (countOf: (day: SignOffFigures) => number) =>
    days.reduce((total, day) => total + countOf(day), 0);
  return {
    days: days.map(({ centreId, centreName, businessDate: date, version }) => {
      return { centreId, centreName, date, version };
    }),
    currencies: sumByCurrency(days).map((sum) => toSum(sum, figures)),
    centres: sumByCentre(days).map((sum) => {
      const { centreId } = sum;
      return { ...toSum(sum, figures), centreId, centreName: nameOf.get(centreId) ?? centreId };
    }),
    lines: {
      aboveTolerance: count(({ aboveTolerance }) => aboveTolerance),
      unexplained: count(({ unexplained }) => unexplained),
      withinTolerance: count(({ withinTolerance }) => withinTolerance),
      uncounted: count(({ uncounted }) => uncounted),
      unwaived: count(({ unwaived }) => unwaived),
    },
  };
}

function toSum(sum: Sum & { currency: string }, figures: Figures): SignOffSum {
  const { currency, days, centres, net, short, over, largest } = sum;
  const amounts = { netMinor: net, shortMinor: short, overMinor: over };
  const day = largest === null ? undefined : figures.get(formatDayKey(largest));
  if (largest === null || day === undefined) {
    return { currency, days, centres, ...amounts, largest: null };
  }
  const { businessDate: date, difference, ...line } = largest;
  const { centreName, names } = day;
  const named = { ...line, date, centreName, ...names, differenceMinor: difference };
  return { currency, days, centres, ...amounts, largest: named };
}
