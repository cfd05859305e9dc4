import "server-only";

/**
 * Composes the entries of the next batch, a few hundred days at a time, for a preview as for the
 * batch itself. A posted day is reversed first, and then posted as it is signed now.
 */
import type { JournalRange } from "@/lib/contracts/journal";
import {
  type AccountLookup,
  type AccountQuestion,
  type AccountRule,
  createAccountLookup,
} from "@/lib/domain/journal/account-rule";
import { type Fact, listFacts } from "@/lib/domain/journal/day-facts";
import { postDay } from "@/lib/domain/journal/post-day";
import { type Posting, reversePostings } from "@/lib/domain/journal/posting";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { listScopes, readEntityScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import { NO_PATHS } from "@/lib/domain/organisation/path-lookup";
import type { Sql } from "../db/sql";
import { readEntities } from "../entities/queries";
import { readPaths } from "../recompute/read-paths";
import { readAccountRules } from "./accounts";
import { type DueDay, listDueDays } from "./due-days";
import { listDuePeriods, readPettyCashDays } from "./petty-cash-days";
import { type ClosedDay, readClosedDays } from "./read-closed-days";
import { type PostedEntry, readEntries } from "./read-entries";

const DAYS_PER_STEP = 50;

/** What one day adds to the batch: entries without their numbers. */
export type ComposedEntry = DayKey & {
  centreName: string;
  currency: string;
  /** A signed day, or one date of a closed period of petty cash. */
  source: "day" | "petty-cash";
  /** The last move of the day, or the number of the period. */
  moveNumber: number;
  reverses: number | null;
  postings: readonly Posting[];
};

export type ComposedStep = {
  entries: ComposedEntry[];
  unmapped: (DayKey & AccountQuestion)[];
  /** Who wrote the rules that were followed. */
  authors: Set<string>;
};

export async function* composeBatch(sql: Sql, range: JournalRange): AsyncGenerator<ComposedStep> {
  const rules = await readAccountRules(sql);
  const lookup = createAccountLookup(rules);
  const authorOf = new Map<object, string>(rules.map((rule) => [rule, rule.createdById]));
  const due = await listDueDays(sql, range);
  const periods = await listDuePeriods(sql, range);
  const scopesOf = await readScopes(sql, rules, [...due, ...periods]);
  const lookupOf = (day: DayKey) => {
    return lookup({ scopes: scopesOf(day), businessDate: day.businessDate });
  };
  yield* composeDays(sql, due, lookupOf, authorOf);
  let step = newStep();
  for await (const day of readPettyCashDays(sql, periods)) {
    addEntry(step, { ...day, source: "petty-cash" }, lookupOf, authorOf);
    if (step.entries.length < DAYS_PER_STEP) continue;
    yield step;
    step = newStep();
  }
  yield step;
}

function newStep(): ComposedStep {
  return { entries: [], unmapped: [], authors: new Set() };
}

async function* composeDays(
  sql: Sql,
  due: readonly DueDay[],
  lookupOf: (day: DayKey) => AccountLookup,
  authorOf: ReadonlyMap<object, string>,
): AsyncGenerator<ComposedStep> {
  let next = readStep(sql, due.slice(0, DAYS_PER_STEP));
  for (let from = DAYS_PER_STEP; ; from += DAYS_PER_STEP) {
    const days = await next;
    if (days.length === 0) return;
    next = readStep(sql, due.slice(from, from + DAYS_PER_STEP));
    const step = newStep();
    for (const day of days) addDay(step, day, lookupOf, authorOf);
    // The database has read while the entries were made. Whoever writes them needs its connection.
    await Promise.allSettled([next]);
    yield step;
  }
}

/**
 * Accounts follow the tree of each business date and the legal entity on it, which are read only
 * where a node, or an entity, has some.
 */
async function readScopes(
  sql: Sql,
  rules: readonly AccountRule[],
  due: readonly { centreId: string }[],
): Promise<(day: DayKey) => string[]> {
  const centreIds = due.map(({ centreId }) => centreId);
  const isUsed = (read: (scopeId: string) => string | null) =>
    rules.some(({ scopeId }) => read(scopeId) !== null);
  const pathOf = isUsed(readNodeScope) ? await readPaths(sql, centreIds) : NO_PATHS;
  const entityOf = isUsed(readEntityScope) ? await readEntities(sql, centreIds) : NO_PATHS;
  return ({ centreId, businessDate }) => {
    const nodeIds = pathOf(centreId, businessDate);
    return listScopes(centreId, nodeIds, entityOf(centreId, businessDate));
  };
}

async function readStep(sql: Sql, days: readonly DueDay[]): Promise<DayToPost[]> {
  if (days.length === 0) return [];
  const [closed, posted] = [await readClosedDays(sql, days), await readPosted(sql, days)];
  return days.map((day) => ({
    day,
    closed: closed.get(formatDayKey(day)),
    before: day.posted === null ? undefined : posted.get(day.posted),
  }));
}

type DayToPost = {
  day: DueDay;
  /** It is absent when the day is not closed. */
  closed: ClosedDay | undefined;
  /** The entry of it that is in the books. */
  before: PostedEntry | undefined;
};

function addDay(
  step: ComposedStep,
  { day, closed, before }: DayToPost,
  lookupOf: (day: DayKey) => AccountLookup,
  authorOf: ReadonlyMap<object, string>,
): void {
  // The day may have been closed again since it was listed, by the move that was posted.
  if (closed !== undefined && closed.moveNumber === day.postedMove) return;
  if (before !== undefined) {
    step.entries.push({
      ...before,
      source: "day",
      reverses: before.number,
      postings: reversePostings(before.postings),
    });
  }
  if (closed === undefined) return;
  const facts = listFacts(closed.lines);
  addEntry(step, { ...closed, source: "day", facts }, lookupOf, authorOf);
}

type ToPost = Omit<ComposedEntry, "reverses" | "postings"> & { facts: readonly Fact[] };

function addEntry(
  step: ComposedStep,
  { centreId, businessDate, centreName, currency, source, moveNumber, facts }: ToPost,
  lookupOf: (day: DayKey) => AccountLookup,
  authorOf: ReadonlyMap<object, string>,
): void {
  const lookup = lookupOf({ centreId, businessDate });
  const { postings, unmapped, rules } = postDay(facts, lookup);
  step.unmapped.push(...unmapped.map((question) => ({ centreId, businessDate, ...question })));
  for (const rule of rules) step.authors.add(authorOf.get(rule) ?? "");
  step.entries.push({
    centreId,
    businessDate,
    centreName,
    currency,
    source,
    moveNumber,
    reverses: null,
    postings,
  });
}

async function readPosted(
  sql: Sql,
  days: readonly DueDay[],
): Promise<ReadonlyMap<number, PostedEntry>> {
  const numbers = days.flatMap(({ posted }) => (posted === null ? [] : [posted]));
  const entries = numbers.length === 0 ? [] : await readEntries(sql, numbers);
  return new Map(entries.map((entry) => [entry.number, entry]));
}
