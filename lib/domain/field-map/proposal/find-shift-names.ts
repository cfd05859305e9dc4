/** Finds the ids and names of shifts and tills, by key, by value, or by what differs. */
import { amountsIn, ask, byName, type Draft, freeColumns, lastWordsOf } from "./draft";
import {
  chooseIdAndName,
  ENTITIES,
  type Entity,
  FIELDS,
  type Possible,
} from "./choose-shift-names";
import { isBijective } from "./find-tender-names";
import { markOf, nameColumn } from "./name-columns";
import type { Reason } from "./proposal";
import { entityOfText } from "./tender-values";
import { type Column, distinct, given, pathOfTable, rowsIn, type Table } from "./survey";

/** `chain` are the tables from the sheet to the register shift. */
export function chooseShiftNames(
  draft: Draft,
  chain: readonly Table[],
  { isRepeated }: { isRepeated: boolean },
): void {
  const possible = chain.flatMap((table) =>
    freeColumns(draft, table)
      .filter((column) => isPossible(draft, column))
      .map((column) => classify(draft, column)),
  );
  for (const entity of ENTITIES) {
    const own = possible.filter((each) => each.entity === entity);
    const found = own.length > 0 ? own : guess(draft, { chain, possible, entity, isRepeated });
    if (found.length === 0) {
      ask(draft, "not-found", pathOfTable(chain.at(-1) ?? draft.root), {
        field: FIELDS[entity].id,
      });
    } else chooseIdAndName(draft, entity, withTwins(found, possible));
    for (const { column } of found) {
      const index = possible.findIndex((each) => each.column === column);
      if (index >= 0) possible.splice(index, 1);
    }
  }
  askForIds(draft, possible);
}

/** A shift or till of which only the name was found may have an id of an unknown name. */
function askForIds(draft: Draft, possible: readonly Possible[]): void {
  const [left] = possible.filter(
    ({ column, entity }) => entity === null && !draft.explained.has(column),
  );
  if (left === undefined) return;
  for (const entity of ENTITIES) {
    const { id, name } = FIELDS[entity];
    if (draft.fields[id] !== undefined || draft.fields[name] === undefined) continue;
    const facts = {
      field: id,
      first: JSON.stringify(draft.fields[name][0]),
      second: left.column.keys.join("."),
    };
    ask(draft, "uncertain", pathOfTable(left.column.table), facts);
  }
}

function isPossible(draft: Draft, column: Column): boolean {
  const values = given(column);
  if (values.length === 0 || values.some((value) => typeof value === "boolean")) return false;
  const amounts = amountsIn(draft, column);
  if (amounts !== null && !amounts.isWhole) return false;
  if (
    values.some(
      (value) =>
        /^\D{0,4}-?\d[\d.,]*[.,]\d\d\D{0,4}$/.test(String(value)) ||
        /[:T]\d\d:/.test(String(value)),
    )
  ) {
    return false;
  }
  const { meaning } = nameColumn(draft, column);
  // Round numbers without a known name are money, such as a float that each till has.
  if (meaning === null && isRound(values) && !isBareMark(column)) return false;
  // A "PDV" may be the centre or the till; the centre is chosen by now.
  return (
    meaning === null ||
    meaning === "centre" ||
    meaning === "shift" ||
    meaning === "till" ||
    isBareMark(column)
  );
}

function isRound(values: readonly (string | number | boolean)[]): boolean {
  return values.every((value) => Number(value) >= 20 && Number(value) % 5 === 0);
}

/** Its key is "id" or "name" alone, so that the list around it says of what. */
function isBareMark(column: Column): boolean {
  return lastWordsOf(column).length === 1 && markOf(column) !== null && column.keys.length === 1;
}

function classify(draft: Draft, column: Column): Possible {
  const { meaning } = nameColumn(draft, column);
  const level = draft.levels.get(column.table);
  if (meaning === "shift" || meaning === "till")
    return { column, entity: meaning, reason: byName(column) };
  if (isBareMark(column) && (level === "shift" || level === "till")) {
    return { column, entity: level, reason: byName(column) };
  }
  const entities = [...distinct(column)].map(entityOfText);
  const [example = ""] = distinct(column);
  const entity = entities[0] ?? null;
  if (entity !== null && entities.every((each) => each === entity)) {
    return { column, entity, reason: { code: "values", facts: { example } } };
  }
  return { column, entity: null, reason: byName(column) };
}

/** Without a known key, a column is the shift or the till if it tells records of a day apart. */
function guess(
  draft: Draft,
  {
    chain,
    possible,
    entity,
    isRepeated,
  }: { chain: readonly Table[]; possible: Possible[]; entity: Entity; isRepeated: boolean },
): Possible[] {
  const unknown = possible.filter((each) => each.entity === null);
  const level = chain.find((table) => draft.levels.get(table) === entity);
  const inLevel = unknown.filter(({ column }) => column.table === level);
  const isLeafOnly = chain.length < 3;
  // A list of tills has the id of the till, whatever its name.
  const pool = isLeafOnly ? unknown : inLevel;
  const shiftTable = chain.at(-1);
  if (shiftTable === undefined || pool.length === 0) return [];
  const other = entity === "shift" ? "till" : "shift";
  const known = possible.filter((each) => each.entity === other).map(({ column }) => column);
  const chosen =
    (draft.fields[FIELDS[other].id] ?? []).length > 0 ? chosenColumns(draft, chain, other) : known;
  const telling = pool.filter(({ column }) => {
    return isRepeated
      ? variesWithin(column, chosen, shiftTable)
      : tellsApart(column, { chosen, shiftTable });
  });
  const [first] = telling;
  if (first === undefined) return [];
  const twins = telling.filter((each) => each !== first && isBijective(each.column, first.column));
  if (twins.length < telling.length - 1) {
    const second = telling.find((each) => each !== first && !twins.includes(each)) ?? first;
    ask(draft, "uncertain", pathOfTable(shiftTable), {
      field: FIELDS[entity].id,
      first: first.column.keys.join("."),
      second: second.column.keys.join("."),
    });
    return [first];
  }
  const reason: Reason = { code: "distinguishes", facts: { of: shiftTable.size } };
  return [first, ...twins].map(({ column }) => ({ column, entity, reason }));
}

function chosenColumns(draft: Draft, chain: readonly Table[], entity: Entity): Column[] {
  const aliases = [FIELDS[entity].id, FIELDS[entity].name].flatMap(
    (field) => draft.fields[field] ?? [],
  );
  return chain.flatMap((table) =>
    [...table.columns.values()].filter((column) => {
      const path = column.keys.join(".");
      return (
        draft.explained.has(column) &&
        aliases.some((alias) => alias === path || alias === `@${path}`)
      );
    }),
  );
}

type Known = { chosen: readonly Column[]; shiftTable: Table };

/** With it, no two records of a sheet have the same shift and till; without it, some do. */
function tellsApart(column: Column, { chosen, shiftTable }: Known): boolean {
  const without = countRepeats(chosen, shiftTable);
  if (without === 0) return false;
  return countRepeats([...chosen, column], shiftTable) === 0;
}

/** Flat records repeat each shift, so that a few values, and more than one, are enough. */
function variesWithin(column: Column, chosen: readonly Column[], shiftTable: Table): boolean {
  const size = distinct(column).size;
  return (
    size > 1 &&
    size <= Math.max(4, shiftTable.size / 3) &&
    !chosen.some((each) => isBijective(each, column))
  );
}

function countRepeats(columns: readonly Column[], shiftTable: Table): number {
  const sheet = shiftTable.parent ?? shiftTable;
  const rows = columns.map((column) => rowsIn(shiftTable, column.table));
  const seen = new Set<string>();
  let repeats = 0;
  for (let row = 0; row < shiftTable.size; row++) {
    const values = columns.map((column, index) => column.values[rows[index]?.[row] ?? 0] ?? null);
    const key = JSON.stringify([sheet === shiftTable ? 0 : shiftTable.parentRows[row], values]);
    if (seen.has(key)) repeats++;
    seen.add(key);
  }
  return repeats;
}

/** A column of the same table that goes along with one that was found is its id or its name. */
function withTwins(found: readonly Possible[], possible: readonly Possible[]): Possible[] {
  const twins = possible.filter(({ column, entity }) => {
    if (entity !== null || distinct(column).size < 2) return false;
    return found.some(
      (each) => each.column.table === column.table && isBijective(each.column, column),
    );
  });
  return [...found, ...twins];
}
