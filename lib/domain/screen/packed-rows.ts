/**
 * Packs rows of a page for their way into the browser: the names of their fields once, and values
 * that repeat once. They take a fraction of their size in the document, and of the time in which
 * the browser parses it.
 */

/** Fewer rows than this are shorter as they are. */
const ROWS_MIN = 4;
const MARK = "~";
const ROWS = `${MARK}rows`;

/** A value with rows on its way into a component of the browser. */
export type Packed<Value> = { readonly packed: unknown; readonly value?: Value };

export function pack<Value>(value: Value): Packed<Value> {
  return { packed: packRows(value) };
}

export function unpack<Value>({ packed }: Packed<Value>): Value {
  return unpackRows(packed) as Value;
}

type Row = Readonly<Record<string, unknown>>;

/** The value of every row; the different values and which of them a row has; the value of each. */
type Column = ["all", unknown] | ["of", unknown, number[]] | ["each", unknown];
type Table = { count: number; names: string[]; columns: Column[] };

/** `unpackRows` makes the same value of the result, which may be sent as JSON. */
export function packRows(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const isTable = items.length >= ROWS_MIN && items.every(isRow);
    return isTable ? { [ROWS]: packTable(items) } : items.map(packRows);
  }
  return isRow(value) ? mapRow(value, withMark, packRows) : value;
}

export function unpackRows(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpackRows);
  if (!isRow(value)) return value;
  const { [ROWS]: table } = value;
  return table === undefined ? mapRow(value, withoutMark, unpackRows) : unpackTable(table as Table);
}

/** A field without a value is left out, as JSON does. */
function packTable(rows: readonly Row[]): Table {
  const names = listNames(rows);
  return { count: rows.length, names, columns: names.map((name) => packColumn(rows, name)) };
}

function listNames(rows: readonly Row[]): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    for (const name of Object.keys(row)) if (row[name] !== undefined) names.add(name);
  }
  return [...names];
}

function packColumn(rows: readonly Row[], name: string): Column {
  const values = rows.map((row) => (Object.hasOwn(row, name) ? row[name] : undefined));
  const present = values.filter((value) => value !== undefined);
  const isWhole = present.length === values.length;
  const different = present.every(isPlain) ? [...new Set(present)] : present;
  if (isWhole && different.length > values.length / 2) return ["each", packRows(present)];
  if (isWhole && different.length === 1) return ["all", different[0]];
  const numbers = new Map<unknown, number>(different.map((value, index) => [value, index]));
  return ["of", packRows(different), values.map((value) => numbers.get(value) ?? ABSENT)];
}

/** A row does not have the field at all. */
const ABSENT = -1;

function unpackTable({ count, names, columns }: Table): Row[] {
  const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  names.forEach((name, at) => {
    const valueAt = readColumn(columns[at] ?? ["of", [], []]);
    rows.forEach((row, index) => {
      const value = valueAt(index);
      if (value !== undefined) setField(row, name, value);
    });
  });
  return rows;
}

/** Fields are assigned, which is several times as fast as building rows of entries. */
function setField(row: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") row[name] = value;
  else {
    const field = { value, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(row, name, field);
  }
}

/** Undefined where a row does not have the field. */
function readColumn(column: Column): (row: number) => unknown {
  if (column[0] === "all") return () => column[1];
  const values = unpackRows(column[1]) as readonly unknown[];
  if (column[0] === "each") return (row) => values[row];
  return (row) => values[column[2][row] ?? ABSENT];
}

/** A field that begins like the mark gets another one, so that nothing is taken for a table. */
function withMark(name: string): string {
  return name.startsWith(MARK) ? MARK + name : name;
}

function withoutMark(name: string): string {
  return name.startsWith(MARK) ? name.slice(MARK.length) : name;
}

function mapRow(
  row: Row,
  nameOf: (name: string) => string,
  valueOf: (value: unknown) => unknown,
): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [nameOf(name), valueOf(value)]),
  );
}

function isRow(value: unknown): value is Row {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
