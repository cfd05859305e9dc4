/** Chooses the id and the name of a shift or a till among the columns that were found for it. */
import { ask, chooseColumn, type Draft } from "./draft";
import { markOf } from "./name-columns";
import type { Reason } from "./proposal";
import { type Column, distinct, given, pathOfTable } from "./survey";

export type Entity = "shift" | "till";
export const ENTITIES = ["shift", "till"] as const;
export const FIELDS = {
  shift: { id: "shiftId", name: "shiftName" },
  till: { id: "tillId", name: "tillName" },
} as const;

export type Possible = { column: Column; entity: Entity | null; reason: Reason };

export function chooseIdAndName(draft: Draft, entity: Entity, found: readonly Possible[]): void {
  const ranked = found.toSorted((one, other) => scoreId(other.column) - scoreId(one.column));
  const [id, ...others] = ranked;
  if (id === undefined) return;
  const names = others.filter(({ column }) => column.table === id.column.table && isText(column));
  const fields = FIELDS[entity];
  const [rival] = others.filter(
    ({ column }) => !isText(column) || scoreId(column) === scoreId(id.column),
  );
  if (rival !== undefined && !isEqual(rival.column, id.column)) {
    ask(draft, "uncertain", pathOfTable(id.column.table), {
      field: fields.id,
      first: id.column.keys.join("."),
      second: rival.column.keys.join("."),
    });
  }
  const isName = others.length === 0 && scoreId(id.column) < 0;
  chooseColumn(draft, isName ? fields.name : fields.id, id.column, {
    confidence: 0.9,
    reason: id.reason,
  });
  const [name] = names;
  if (name !== undefined)
    chooseColumn(draft, fields.name, name.column, { confidence: 0.85, reason: name.reason });
  for (const { column } of others) draft.explained.add(column);
}

function isEqual(one: Column, other: Column): boolean {
  return one.table === other.table && JSON.stringify(one.values) === JSON.stringify(other.values);
}

function isText(column: Column): boolean {
  return given(column).every((value) => typeof value === "string");
}

function scoreId(column: Column): number {
  const values = [...distinct(column)];
  const mark = markOf(column);
  return (
    (mark === "id" ? 3 : mark === "name" ? -3 : 0) +
    (values.every((value) => /^[A-Za-z]{0,3}-?\d{1,8}$/.test(value)) ? 2 : 0) -
    (values.some((value) => /\s/.test(value)) ? 1 : 0)
  );
}
