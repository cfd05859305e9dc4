import "server-only";

/** Writes one table of a workbook, on as many sheets as its rows need. */
import { columnLetters, escapeText, headXml, rowXml, type SheetCell } from "./xlsx-xml";

export type XlsxColumn = {
  head: string;
  /** Widths are in characters; a column is never narrower than its head. */
  width: number;
  /** The head stands at the right, above its figures. */
  isFigure?: boolean;
};
export type XlsxRow = {
  cells: readonly SheetCell[];
  bold?: boolean;
  /** Rows of level 1 can be folded into the summary row below them. */
  level?: 1;
};

export type XlsxTable = {
  /** Its sheets are called "Lines", "Lines 2", and so on. */
  name: string;
  /** Tables are written in the order of the list, and shown in the order of their positions. */
  position?: number;
  /** A title and what it is about, above the heads of each sheet. */
  intro?: readonly string[];
  columns: readonly XlsxColumn[];
  /**
   * Rows come in batches, which are requested one after the other, once the previous table is
   * written.
   */
  rows: AsyncIterable<readonly XlsxRow[]>;
  /**
   * The notes stand below the table and outside of its filter; they are requested after the rows.
   */
  notes?: () => readonly string[];
};

/** The workbook lists this of a sheet beside its content. */
export type XlsxSheet = { name: string; filtered: string; head: number; position: number };

/**
 * It is written at once, because the archive copies a part of megabytes before it takes the next.
 */
const PART_ROWS = 100;

/** Excel has this limit, which includes the head. */
const SHEET_ROWS_MAX = 1_048_576;

/**
 * Yields each sheet as a stream of XML, which must be read to its end before the next is requested.
 * `sheets` is filled as they end.
 */
export function* sheetsOf(
  table: XlsxTable,
  sheets: XlsxSheet[],
  rowsMax = SHEET_ROWS_MAX,
): Generator<AsyncIterable<string>> {
  const batches = table.rows[Symbol.asyncIterator]();
  const source: Source = { batches, buffered: [], ended: false };
  for (let number = 1; number === 1 || source.buffered.length > 0; number += 1) {
    const name = sheetName(table.name, number);
    const { position = 0 } = table;
    const head = headRow(table);
    yield sheetXml({
      table,
      source,
      rowsMax,
      named: (filtered) => sheets.push({ name, filtered, head, position }),
    });
  }
}

/** A blank row separates what is above the heads from them. */
function headRow({ intro = [] }: XlsxTable): number {
  return intro.length === 0 ? 1 : intro.length + 2;
}

type Source = {
  batches: AsyncIterator<readonly XlsxRow[]>;
  buffered: readonly XlsxRow[];
  ended: boolean;
};
type Writing = {
  table: XlsxTable;
  source: Source;
  rowsMax: number;
  named: (filtered: string) => void;
};

async function* sheetXml({ table, source, rowsMax, named }: Writing): AsyncGenerator<string> {
  const { columns, notes } = table;
  const head = headRow(table);
  let whole = false;
  try {
    yield openingXml(table, head);
    let row = head;
    while (row < rowsMax && (await refill(source))) {
      const now = source.buffered.slice(0, Math.min(PART_ROWS, rowsMax - row));
      source.buffered = source.buffered.slice(now.length);
      let xml = "";
      for (const { cells, ...look } of now) xml += rowXml(cells, (row += 1), look);
      yield xml;
    }
    // Only its first row tells whether there is a next sheet.
    const last = !(await refill(source));
    const filtered = `A${head}:${columnLetters(columns.length - 1)}${row}`;
    const below = last ? (notes?.() ?? []) : [];
    yield below.map((text, at) => noteXml(text, row + 2 + at)).join("") + closingXml(filtered);
    named(filtered);
    whole = true;
  } finally {
    // A client that disconnects half-way leaves the table unread.
    if (!whole) await source.batches.return?.();
  }
}

async function refill(source: Source): Promise<boolean> {
  while (source.buffered.length === 0 && !source.ended) {
    const batch = await source.batches.next();
    source.ended = batch.done === true;
    source.buffered = batch.done === true ? [] : batch.value;
  }
  return source.buffered.length > 0;
}

/** The button of the filter covers the end of a head, which is bold. */
const FILTER_CHARS = 4;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

function openingXml({ columns, intro = [] }: XlsxTable, head: number): string {
  const widths = columns.map(({ head: text, width }, at) => {
    const shown = Math.max(width, text.length + FILTER_CHARS);
    return `<col min="${at + 1}" max="${at + 1}" width="${shown}" customWidth="1"/>`;
  });
  const first = `A${head + 1}`;
  const above = intro.map((text, at) => {
    return rowXml([{ kind: "text", text }], at + 1, { bold: at === 0 });
  });
  const heads = headXml(columns, head);
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${MAIN}">` +
    `<sheetPr><outlinePr summaryBelow="1"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="${head}" topLeftCell="${first}" activePane="bottomLeft" state="frozen"/>` +
    `<selection pane="bottomLeft" activeCell="${first}" sqref="${first}"/></sheetView>` +
    `</sheetViews><sheetFormatPr defaultRowHeight="15" outlineLevelRow="1"/>` +
    `<cols>${widths.join("")}</cols><sheetData>${above.join("")}${heads}`
  );
}

/**
 * An id that looks like a number is a text, and a warning about that in every cell would disturb
 * the reader.
 */
function closingXml(filtered: string): string {
  return (
    `</sheetData><autoFilter ref="${filtered}"/>` +
    `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>` +
    `<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>` +
    `<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>` +
    `<ignoredErrors><ignoredError sqref="${filtered}" numberStoredAsText="1"/></ignoredErrors>` +
    `</worksheet>`
  );
}

function noteXml(text: string, row: number): string {
  return rowXml([{ kind: "text", text }], row);
}

const NAME_CHARS_MAX = 31;

/** Removes the characters that the name of a sheet must not contain. */
function sheetName(name: string, number: number): string {
  const suffix = number === 1 ? "" : ` ${number}`;
  const plain = name.replace(/[[\]:*?/\\']/g, " ").trim();
  return plain.slice(0, NAME_CHARS_MAX - suffix.length) + suffix;
}

/** Writes the list of sheets, their filters, and the head that repeats on every printed page. */
export function workbookXml(written: readonly XlsxSheet[]): string {
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const sheets = written
    .map((sheet, at) => ({ ...sheet, part: at + 1 }))
    .sort((one, other) => one.position - other.position);
  const listed = sheets.map(
    ({ name, part }) => `<sheet name="${escapeText(name)}" sheetId="${part}" r:id="sheet${part}"/>`,
  );
  const names = sheets.flatMap(({ name, filtered, head }, at) => {
    const position = escapeText(`'${name}'!${filtered.replaceAll(/([A-Z]+)(\d+)/g, "$$$1$$$2")}`);
    const repeated = escapeText(`'${name}'!$${head}:$${head}`);
    const named = (known: string) => `<definedName name="_xlnm.${known}" localSheetId="${at}"`;
    return [
      `${named("_FilterDatabase")} hidden="1">${position}</definedName>`,
      `${named("Print_Titles")}>${repeated}</definedName>`,
    ];
  });
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
    `<workbook xmlns="${MAIN}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${listed.join("")}</sheets><definedNames>${names.join("")}</definedNames></workbook>`
  );
}
