/**
 * Finds where the centre and the business date stand. Both are known, because they were asked for,
 * so that values decide before names do.
 */
import { addDays } from "../../business-date";
import { type DateForm, type DateReading, nameForm, parseDateForms } from "./dates";
import { ask, chooseAlias, chooseColumn, type Draft, lastWordsOf, wordsOf } from "./draft";
import { DAY_PHRASES, ENTITY_PHRASES } from "./lexicon-days";
import { scoreWords } from "./lexicon";
import type { Reason } from "./proposal";
import {
  type Column,
  given,
  listAround,
  listTables,
  pathOfColumn,
  pathOfTable,
  type Scalar,
  type Table,
} from "./survey";

/** Where it stands: in a column, or as the keys of a dictionary. */
export type Spot = { table: Table; column: Column | null };
type Scored = Spot & { score: number; reason: Reason };

const SCORE_MIN = 0.5;
/** Two candidates that are as close as this are asked about. */
const LEAD_MIN = 0.05;

export function findCentre(draft: Draft): Spot | null {
  const wanted = new Set(draft.asked.flatMap(({ centreIds }) => centreIds));
  const scored = listSpots(draft.root).flatMap(({ spot, values }) => {
    const named = scoreSpot(spot, ENTITY_PHRASES.centre);
    const matched = values.filter((value) => wanted.has(String(value))).length;
    if (wanted.size > 0 && matched < values.length) return [];
    const score = (wanted.size > 0 ? 1 : 0) + named;
    const facts = { matched, of: values.length };
    const reason: Reason =
      wanted.size > 0
        ? { code: "requested-centre", facts }
        : { code: "name", facts: { words: spot.column?.keys.join(".") ?? "" } };
    return [{ ...spot, score, reason }];
  });
  return choose(draft, "centreId", scored);
}

export function findBusinessDate(draft: Draft): Spot | null {
  const scored = listSpots(draft.root).flatMap(({ spot, values }) => {
    const forms = formsOf(values, draft);
    const [form] = forms;
    if (form === undefined) return [];
    const isPure = values.every((value) => !/[T ]\d\d:(?!00)|[T ](?!00)\d\d:/.test(String(value)));
    const named = scoreSpot(spot, DAY_PHRASES.businessDate);
    // Times of shifts are dates too, but of more than a day's precision.
    const score = (isPure ? 1 : 0.2) + named - 0.02 * listAround(spot.table).length;
    const facts = { matched: values.length, of: values.length, form: nameForm(form) };
    const reason: Reason = { code: "requested-date", facts };
    return [{ ...spot, score, reason, forms }];
  });
  const found = choose(draft, "businessDate", scored);
  const best = scored.find(({ table, column }) => {
    return table === found?.table && column === found.column;
  });
  if (best === undefined) return found;
  const [first, second] = best.forms;
  draft.map.dates = first?.dates ?? "iso";
  draft.map.moments = first?.moments ?? null;
  if (second !== undefined && best.column !== null) {
    ask(draft, "uncertain", pathOfColumn(best.column), {
      field: "dates",
      first: first === undefined ? "" : nameForm(first),
      second: nameForm(second),
    });
  }
  return found;
}

function choose(
  draft: Draft,
  field: "centreId" | "businessDate",
  scored: readonly Scored[],
): Spot | null {
  const [best, next] = scored.toSorted((one, other) => other.score - one.score);
  if (best === undefined || best.score < SCORE_MIN) {
    ask(draft, "not-found", "$", { field });
    return null;
  }
  if (next !== undefined && best.score - next.score < LEAD_MIN && !isSameColumn(best, next)) {
    ask(draft, "uncertain", pathOf(best), { field, first: pathOf(best), second: pathOf(next) });
  }
  const confidence = Math.min(0.99, 0.5 + best.score / 4);
  const alternatives = scored
    .filter((each) => each !== best && each.column !== null)
    .map(({ column, score, reason }) => {
      return { alias: column?.keys.join(".") ?? "", confidence: Math.min(0.5, score / 4), reason };
    });
  if (best.column === null) {
    chooseAlias(draft, field, `{${field}}`, { confidence, reason: best.reason });
    delete draft.fields[field];
  } else chooseColumn(draft, field, best.column, { confidence, reason: best.reason, alternatives });
  return { table: best.table, column: best.column };
}

/** The same values once more, such as a centre that is repeated in an object of its own. */
function isSameColumn(one: Spot, other: Spot): boolean {
  if (one.column === null || other.column === null || one.table !== other.table) return false;
  return JSON.stringify(one.column.values) === JSON.stringify(other.column.values);
}

function pathOf({ table, column }: Spot): string {
  return column === null ? pathOfTable(table) : pathOfColumn(column);
}

function* spotsOf(table: Table): Generator<{ spot: Spot; values: Scalar[] }> {
  if (table.dataKeys !== null) {
    yield { spot: { table, column: null }, values: [...new Set(table.dataKeys)] };
  }
  for (const column of table.columns.values()) {
    const values = [...new Set(given(column))];
    if (values.length > 0) yield { spot: { table, column }, values };
  }
}

function listSpots(root: Table): { spot: Spot; values: Scalar[] }[] {
  return listTables(root).flatMap((table) => [...spotsOf(table)]);
}

function scoreSpot({ column }: Spot, phrases: string): number {
  if (column === null) return 0.5;
  return Math.max(scoreWords(lastWordsOf(column), phrases), scoreWords(wordsOf(column), phrases));
}

/** The forms in which all values are dates that were asked for, or else of the day beside. */
function formsOf(values: readonly Scalar[], { asked, timeZone }: Draft): DateForm[] {
  const from = asked.map((each) => each.from).toSorted()[0];
  const to = asked
    .map((each) => each.to)
    .toSorted()
    .at(-1);
  if (from === undefined || to === undefined) return commonForms(values, timeZone, () => true);
  const within = commonForms(values, timeZone, ({ date }) => date >= from && date <= to);
  if (within.length > 0) return within;
  const [first, last] = [addDays(from, -1), addDays(to, 1)];
  return commonForms(values, timeZone, ({ date }) => date >= first && date <= last);
}

function commonForms(
  values: readonly Scalar[],
  timeZone: string | null,
  isWanted: (reading: DateReading) => boolean,
): DateForm[] {
  let common: DateForm[] | null = null;
  for (const value of values) {
    common = intersect(common, parseDateForms(value, timeZone).filter(isWanted));
    if (common.length === 0) return [];
  }
  return common ?? [];
}

function intersect(before: readonly DateForm[] | null, forms: readonly DateForm[]): DateForm[] {
  const names = new Set(forms.map(nameForm));
  return (before ?? forms).filter((form) => names.has(nameForm(form)));
}
