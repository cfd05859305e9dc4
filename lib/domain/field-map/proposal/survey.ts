/**
 * Surveys responses as tables: each list of records is a table whose columns are the scalar values
 * of its records, aligned with one another and with the records around them.
 */
import { pathText } from "../cursor";
import type { Json, JsonObject } from "../field-map";
import { isObject } from "../locate";
import { parseDateForms } from "./dates";
import type { Asked } from "./proposal";

export type Scalar = string | number | boolean;

export type Column = {
  table: Table;
  /** Keys from the record to the value, through the objects inside it. */
  keys: readonly string[];
  /** One for each record; undefined where the record does not have it. */
  values: (Scalar | null | undefined)[];
};

export type Table = {
  parent: Table | null;
  /** Keys from the record around it to the list. */
  keys: readonly string[];
  /** For each record, the index of the record around it. */
  parentRows: number[];
  size: number;
  columns: Map<string, Column>;
  children: Map<string, Table>;
  /** Where the records stand under keys that are data themselves, the key of each. */
  dataKeys: string[] | null;
};

const DEPTH_MAX = 12;
const COLUMNS_MAX = 400;

/** The outermost table has one record for each response. */
export function surveyResponses(responses: readonly { json: Json; asked: Asked | null }[]): Table {
  const root = newTable(null, [], false);
  for (const { json, asked } of responses) {
    const row = addRow(root, 0);
    const centreIds = new Set(asked?.centreIds);
    if (Array.isArray(json)) visitList(json, { table: root, row, keys: [], depth: 0, centreIds });
    else if (isObject(json)) visitObject(json, { table: root, row, keys: [], depth: 0, centreIds });
  }
  return root;
}

type Position = {
  table: Table;
  row: number;
  keys: readonly string[];
  depth: number;
  centreIds: ReadonlySet<string>;
};

function visitObject(object: JsonObject, position: Position): void {
  const { table, row, keys, depth, centreIds } = position;
  if (depth > DEPTH_MAX) return;
  for (const [key, value] of Object.entries(object)) {
    const here = [...keys, key];
    const inner = { ...position, keys: here, depth: depth + 1 };
    if (Array.isArray(value)) visitList(value, inner);
    else if (isObject(value)) {
      if (hasDataKeys(value, centreIds)) visitDictionary(value, inner);
      else visitObject(value, inner);
    } else {
      const column = columnAt(table, here);
      if (column !== null) column.values[row] = value;
    }
  }
  if (keys.length === 0 && depth === 0 && hasDataKeys(object, centreIds)) {
    // The response itself is a dictionary.
    visitDictionary(object, { ...position, depth: depth + 1 });
    for (const key of Object.keys(object)) table.columns.delete(key);
    for (const [name, child] of table.children) {
      if (child.keys.length > 0 && child.keys[0] !== undefined && child.keys[0] in object) {
        table.children.delete(name);
      }
    }
  }
}

function visitList(list: readonly Json[], position: Position): void {
  const { table, row, keys, depth } = position;
  if (!list.every(isObject)) return;
  const child = childAt(table, keys, false);
  for (const item of list) {
    const index = addRow(child, row);
    visitObject(item, { ...position, table: child, row: index, keys: [], depth: depth + 1 });
  }
}

function visitDictionary(object: JsonObject, position: Position): void {
  const { table, row, keys, depth, centreIds } = position;
  const child = childAt(table, keys, true);
  for (const [key, value] of Object.entries(object)) {
    if (!isObject(value)) continue;
    const index = addRow(child, row);
    child.dataKeys?.push(key);
    const inner = { ...position, table: child, row: index, keys: [], depth: depth + 1 };
    // A dictionary of centres may hold dictionaries of days.
    if (hasDataKeys(value, centreIds)) visitDictionary(value, inner);
    else visitObject(value, inner);
  }
}

/** Whether the keys are centres that were asked for, or dates, and each leads to an object. */
function hasDataKeys(object: JsonObject, centreIds: ReadonlySet<string>): boolean {
  const entries = Object.entries(object);
  if (entries.length === 0 || !entries.every(([, value]) => isObject(value))) return false;
  return (
    entries.every(([key]) => centreIds.has(key)) ||
    entries.every(([key]) => parseDateForms(key, null).length > 0)
  );
}

function newTable(parent: Table | null, keys: readonly string[], isKeyed: boolean): Table {
  return {
    parent,
    keys,
    parentRows: [],
    size: 0,
    columns: new Map(),
    children: new Map(),
    dataKeys: isKeyed ? [] : null,
  };
}

function addRow(table: Table, parentRow: number): number {
  table.parentRows.push(parentRow);
  return table.size++;
}

function childAt(table: Table, keys: readonly string[], isKeyed: boolean): Table {
  const name = keys.join("\u0000");
  const existing = table.children.get(name);
  if (existing !== undefined) return existing;
  const made = newTable(table, keys, isKeyed);
  table.children.set(name, made);
  return made;
}

function columnAt(table: Table, keys: readonly string[]): Column | null {
  const name = keys.join("\u0000");
  const existing = table.columns.get(name);
  if (existing !== undefined) return existing;
  if (table.columns.size >= COLUMNS_MAX) return null;
  const made: Column = { table, keys, values: [] };
  table.columns.set(name, made);
  return made;
}

export function listTables(table: Table): Table[] {
  return [table, ...[...table.children.values()].flatMap(listTables)];
}

/** The tables around it, the outermost first, and the table itself. */
export function listAround(table: Table): Table[] {
  return table.parent === null ? [table] : [...listAround(table.parent), table];
}

/** The path as questions write it, with `[]` for the elements of a list. */
export function pathOfTable(table: Table): string {
  if (table.parent === null) return "$";
  const element = table.dataKeys === null ? "[]" : "{}";
  return joinPath(pathOfTable(table.parent), table.keys) + element;
}

export function pathOfColumn({ table, keys }: Column): string {
  return joinPath(pathOfTable(table), keys);
}

function joinPath(path: string, keys: readonly string[]): string {
  return path + pathText([...keys]).slice(1);
}

/** For each record of `table`, the index of its record in a table around it. */
export function rowsIn(table: Table, around: Table): number[] {
  let rows = Array.from({ length: table.size }, (_, index) => index);
  for (let here: Table | null = table; here !== null && here !== around; here = here.parent) {
    const { parentRows } = here;
    rows = rows.map((row) => parentRows[row] ?? 0);
  }
  return rows;
}

export function given({ values }: Column): Scalar[] {
  return values.filter((value): value is Scalar => {
    return value !== undefined && value !== null && value !== "";
  });
}

export function distinct(column: Column): Set<string> {
  return new Set(given(column).map(String));
}
