import "server-only";

/**
 * Composes the entries of an entity's next batch, a few hundred days at a time, for a preview as
 * for the batch itself. A posted day is reversed first, and then posted as it is signed now.
 */
import type { JournalRange } from "@/lib/contracts/journal";
import { createAccountLookup } from "@/lib/domain/journal/account-rule";
import { listFacts } from "@/lib/domain/journal/day-facts";
import { decideDue } from "@/lib/domain/journal/due";
import { ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { formatDayKey } from "@/lib/domain/keys";
import { listScopes, readNodeScope } from "@/lib/domain/organisation/node-scope";
import { NO_PATHS } from "@/lib/domain/organisation/path-lookup";
import type { Sql } from "../db/sql";
import { readPaths } from "../recompute/read-paths";
import { readAccountRules } from "./accounts";
import { type Accounts, ComposedStep } from "./compose-step";
import { type DueDay, listDueDays } from "./due-days";
import { type DuePettyCash, listDuePettyCash, readPettyCashDays } from "./petty-cash-days";
import { type ClosedDay, readClosedDays } from "./read-closed-days";
import { type PostedEntry, readEntries } from "./read-entries";

const DAYS_PER_STEP = 50;

export async function* composeBatch(sql: Sql, range: JournalRange): AsyncGenerator<ComposedStep> {
  const due = await listDueDays(sql, range);
  const pettyCash = await listDuePettyCash(sql, range);
  const accounts = await readAccounts(sql, range.entityId, [...due, ...pettyCash]);
  yield* composeDays(sql, { entityId: range.entityId, accounts }, due);
  yield* composePettyCash(sql, { entityId: range.entityId, accounts }, pettyCash);
}

/**
 * Accounts follow the tree of each business date, which is read only where a node has some. Every
 * day that the entity posts is one of its centres.
 */
async function readAccounts(
  sql: Sql,
  entityId: string,
  due: readonly { centreId: string }[],
): Promise<Accounts> {
  const rules = await readAccountRules(sql);
  const lookup = createAccountLookup(rules);
  const isUsed = rules.some(({ scopeId }) => readNodeScope(scopeId) !== null);
  const centreIds = due.map(({ centreId }) => centreId);
  const pathOf = isUsed ? await readPaths(sql, centreIds) : NO_PATHS;
  const entityIds = entityId === ORGANISATION_SERIES ? [] : [entityId];
  return {
    authorOf: new Map(rules.map((rule) => [rule, rule.createdById])),
    lookupOf: ({ centreId, businessDate }) => {
      const scopes = listScopes(centreId, pathOf(centreId, businessDate), entityIds);
      return lookup({ scopes, businessDate });
    },
  };
}

type Batch = { entityId: string; accounts: Accounts };

async function* composeDays(
  sql: Sql,
  { entityId, accounts }: Batch,
  due: readonly DueDay[],
): AsyncGenerator<ComposedStep> {
  let next = readStep(sql, entityId, due.slice(0, DAYS_PER_STEP));
  for (let from = DAYS_PER_STEP; ; from += DAYS_PER_STEP) {
    const days = await next;
    if (days.length === 0) return;
    next = readStep(sql, entityId, due.slice(from, from + DAYS_PER_STEP));
    const step = new ComposedStep(accounts);
    for (const day of days) addDay(step, entityId, day);
    // The database has read while the entries were made. Whoever writes them needs its connection.
    await Promise.allSettled([next]);
    yield step;
  }
}

type DayToPost = {
  day: DueDay;
  /** It is absent when the day is not closed. */
  closed: ClosedDay | undefined;
  /** The entry of it that is in the books of this entity. */
  before: PostedEntry | undefined;
};

async function readStep(sql: Sql, entityId: string, days: readonly DueDay[]): Promise<DayToPost[]> {
  if (days.length === 0) return [];
  const closed = await readClosedDays(sql, days);
  const posted = await readPosted(sql, entityId, days);
  return days.map((day) => ({
    day,
    closed: closed.get(formatDayKey(day)),
    before: posted.get(formatDayKey(day)),
  }));
}

/** The day may have been closed again since it was listed, by the move that was posted. */
function addDay(step: ComposedStep, entityId: string, { day, closed, before }: DayToPost): void {
  const { owner, postedEntity, postedMove, occurrences } = day;
  const signed = closed?.moveNumber ?? null;
  const posted =
    postedEntity === null || postedMove === null
      ? null
      : { entityId: postedEntity, move: postedMove };
  const { reverses, posts, waits } = decideDue(entityId, { owner, signed, posted });
  if (waits) step.waiting += 1;
  if (reverses && before !== undefined) step.reverse(before);
  if (!posts || closed === undefined) return;
  const { lines, ...facts } = closed;
  const occurrence = occurrences + 1;
  step.post({ ...facts, source: "day", occurrence, facts: listFacts(lines) });
}

/** What is posted of a closed period does not change, so that the move is always the same one. */
async function* composePettyCash(
  sql: Sql,
  { entityId, accounts }: Batch,
  due: readonly DuePettyCash[],
): AsyncGenerator<ComposedStep> {
  let step = new ComposedStep(accounts);
  const toPost: DuePettyCash[] = [];
  const toReverse: DuePettyCash[] = [];
  for (const day of due) {
    const { owner, postedEntity, moveNumber } = day;
    const posted = postedEntity === null ? null : { entityId: postedEntity, move: moveNumber };
    const decision = decideDue(entityId, { owner, signed: moveNumber, posted });
    if (decision.waits) step.waiting += 1;
    if (decision.reverses) toReverse.push(day);
    if (decision.posts) toPost.push(day);
  }
  for (const entry of (await readPosted(sql, entityId, toReverse)).values()) step.reverse(entry);
  for await (const { day, facts } of readPettyCashDays(sql, toPost)) {
    const { centreId, businessDate, centreName, currency, moveNumber, occurrences } = day;
    const entry = { centreId, businessDate, centreName, currency, moveNumber };
    step.post({ ...entry, source: "petty-cash", occurrence: occurrences + 1, facts });
    if (step.entries.length < DAYS_PER_STEP) continue;
    yield step;
    step = new ComposedStep(accounts);
  }
  yield step;
}

/** Reads what of these days is in the books of the entity. */
async function readPosted(
  sql: Sql,
  entityId: string,
  days: readonly Pick<DueDay, "posted" | "postedEntity">[],
): Promise<ReadonlyMap<string, PostedEntry>> {
  const numbers = days.flatMap(({ posted, postedEntity }) =>
    posted === null || postedEntity !== entityId ? [] : [posted],
  );
  const entries = numbers.length === 0 ? [] : await readEntries(sql, entityId, numbers);
  return new Map(entries.map((entry) => [formatDayKey(entry), entry]));
}
