/**
 * Packs rows of a page for their way into the browser: the names of their fields once, and values
 * that repeat once. They take a fraction of their size in the document, and of the time in which
 * the browser parses it.
 */

/** Fewer rows than this are shorter as they are. */
const ROWS_MIN = 4;
const MARK = "~";
const ROWS = `${MARK}rows`;

/** Rows of this kind on their way into a component of the browser. */
export type Packed<Item> = { readonly packed: unknown; readonly item?: Item };

export function pack<Item>(rows: readonly Item[]): Packed<Item> {
  return { packed: packRows(rows) };
}

export function unpack<Item>({ packed }: Packed<Item>): Item[] {
  return unpackRows(packed) as Item[];
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
  const fields = rows.map((row) => {
    return new Map(Object.entries(row).filter(([, value]) => value !== undefined));
  });
  const names = [...new Set(fields.flatMap((row) => [...row.keys()]))];
  return { count: rows.length, names, columns: names.map((name) => packColumn(fields, name)) };
}

type Fields = ReadonlyMap<string, unknown>;

function packColumn(rows: readonly Fields[], name: string): Column {
  const present = rows.map((row) => row.get(name)).filter((value) => value !== undefined);
  const isWhole = present.length === rows.length;
  const different = present.every(isPlain) ? [...new Set(present)] : present;
  if (isWhole && different.length > rows.length / 2) return ["each", packRows(present)];
  if (isWhole && different.length === 1) return ["all", different[0]];
  const numbers = new Map<unknown, number>(different.map((value, index) => [value, index]));
  const numberOf = (row: Fields) => numbers.get(row.get(name)) ?? ABSENT;
  return ["of", packRows(different), rows.map(numberOf)];
}

/** A row does not have the field at all. */
const ABSENT = -1;

function unpackTable({ count, names, columns }: Table): Row[] {
  const read = columns.map(readColumn);
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(names.flatMap((name, column) => read[column]?.(name, at) ?? [])),
  );
}

type Field = [name: string, value: unknown];

function readColumn(column: Column): (name: string, at: number) => Field[] {
  if (column[0] === "all") return (name) => [[name, column[1]]];
  const values = unpackRows(column[1]) as readonly unknown[];
  if (column[0] === "each") return (name, at) => [[name, values[at]]];
  return (name, at) => {
    const number = column[2][at] ?? ABSENT;
    return number === ABSENT ? [] : [[name, values[number]]];
  };
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
