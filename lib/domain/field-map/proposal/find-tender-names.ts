/** Finds which columns are the id and the name of a tender. */
import { amountsIn, ask, byName, chooseColumn, type Draft, lastWordsOf, wordsOf } from "./draft";
import { DAY_PHRASES, ENTITY_PHRASES } from "./lexicon-days";
import { TENDER_PHRASES } from "./lexicon-money";
import { scoreWords } from "./lexicon";
import { markOf } from "./name-columns";
import type { Reason } from "./proposal";
import { shareOf } from "./find-shifts";
import { type Column, distinct, given, pathOfTable, type Table } from "./survey";

const DISTINCT_MAX = 60;
const NAMED_MIN = 0.55;

/** `columns` are those that may name a tender: of a list of tenders, or of flat records. */
export function chooseTenderNames(
  draft: Draft,
  table: Table,
  columns: readonly Column[],
): { kinds: ReadonlySet<string> } | null {
  const possible = columns.filter((column) => isPossible(draft, column));
  const byKinds = possible
    .map((column) => ({ column, score: scoreIdentity(column) }))
    .filter(({ score }) => score > 0.4)
    .toSorted((one, other) => other.score - one.score);
  const best = byKinds[0]?.column;
  if (best === undefined) {
    ask(draft, "not-found", pathOfTable(table), { field: "tenderId" });
    return null;
  }
  const twins = possible.filter((column) => {
    // With a single value, every column goes along with every other.
    const isTelling = distinct(best).size > 1 || scoreNamed(column) > 0;
    return column !== best && isTelling && isBijective(column, best);
  });
  const [twin] = twins.toSorted((one, other) => scoreIdentity(other) - scoreIdentity(one));
  const reason = reasonFor(best);
  if (twin === undefined) {
    const rival = possible.find((column) => column !== best && markOf(column) !== "name");
    // Another column could be the id, and a single value does not tell.
    if (rival !== undefined && distinct(best).size === 1 && markOf(best) !== "id") {
      const facts = { field: "tenderId", first: best.keys.join("."), second: rival.keys.join(".") };
      ask(draft, "uncertain", pathOfTable(table), facts);
    }
    const field = markOf(best) === "id" ? "tenderId" : "tenderName";
    chooseColumn(draft, field, best, { confidence: 0.9, reason });
    return { kinds: distinct(best) };
  }
  const isBestId = scoreId(best) > scoreId(twin);
  const [id, name] = isBestId ? [best, twin] : [twin, best];
  if (scoreId(best) === scoreId(twin)) {
    const facts = { field: "tenderId", first: id.keys.join("."), second: name.keys.join(".") };
    ask(draft, "uncertain", pathOfTable(table), facts);
  }
  chooseColumn(draft, "tenderId", id, { confidence: 0.9, reason: byName(id) });
  chooseColumn(draft, "tenderName", name, { confidence: 0.9, reason: reasonFor(name) });
  return { kinds: new Set([...distinct(best), ...distinct(twin)]) };
}

function isPossible(draft: Draft, column: Column): boolean {
  const values = given(column);
  if (values.length === 0 || values.some((value) => typeof value === "boolean")) return false;
  const amounts = amountsIn(draft, column);
  if (amounts !== null && !amounts.isWhole) return false;
  const score = (phrases: string) => scoreWords(lastWordsOf(column), phrases);
  const others = Math.max(
    score(TENDER_PHRASES.quantity),
    score(TENDER_PHRASES.amount),
    score(DAY_PHRASES.user),
    score(DAY_PHRASES.currency),
    score(DAY_PHRASES.status),
    score(ENTITY_PHRASES.centre),
    score(ENTITY_PHRASES.shift),
    score(ENTITY_PHRASES.till),
  );
  const named = scoreNamed(column);
  // A text is money as soon as it is written like it, such as "12.00".
  if (
    values.every(
      (value) => typeof value === "string" && /^\D{0,4}\d[\d.,]*[.,]\d\d\D{0,4}$/.test(value),
    )
  ) {
    return false;
  }
  return (others < NAMED_MIN || named > others) && distinct(column).size <= DISTINCT_MAX;
}

function scoreNamed(column: Column): number {
  return Math.max(
    scoreWords(lastWordsOf(column), ENTITY_PHRASES.tender),
    scoreWords(wordsOf(column), ENTITY_PHRASES.tender),
    markOf(column) === null ? 0 : 0.5,
  );
}

function scoreIdentity(column: Column): number {
  return 1.5 * shareOf(column) + scoreNamed(column);
}

function reasonFor(column: Column): Reason {
  const [example = ""] = distinct(column);
  return shareOf(column) > 0.5 ? { code: "values", facts: { example } } : byName(column);
}

/** Codes are ids, and texts with spaces or small letters are names. */
function scoreId(column: Column): number {
  const values = [...distinct(column)];
  const mark = markOf(column);
  return (
    (mark === "id" ? 2 : mark === "name" ? -2 : 0) +
    (given(column).every((value) => typeof value === "number") ? 1.5 : 0) +
    (values.every((value) => /^[A-Z0-9_-]+$/.test(value)) ? 1 : 0) -
    (values.some((value) => /\s/.test(value)) ? 1 : 0)
  );
}

export function isBijective(one: Column, other: Column): boolean {
  const forward = new Map<string, string>();
  const backward = new Map<string, string>();
  for (let row = 0; row < one.table.size; row++) {
    const left = String(one.values[row]);
    const right = String(other.values[row]);
    if ((forward.get(left) ?? right) !== right || (backward.get(right) ?? left) !== left)
      return false;
    forward.set(left, right);
    backward.set(right, left);
  }
  return true;
}
