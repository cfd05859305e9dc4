import "server-only";

/**
 * Streams a workbook while its tables are read: the archive, and the parts that list its content.
 * Nothing is read ahead of the client, and compression runs beside the event loop.
 */
import type { PassThrough } from "node:stream";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import { sheetsOf, workbookXml, type XlsxSheet, type XlsxTable } from "./xlsx-sheet";
import { stylesXml } from "./xlsx-xml";

/**
 * The lowest level has most of the effect: half a minute for a million lines becomes a few seconds.
 */
const COMPRESSION_LEVEL = 2;

/**
 * Yields the bytes of a workbook. It fails when a table does, and closes the table when the client
 * disconnects.
 */
export async function* xlsxChunks(
  tables: readonly XlsxTable[],
  rowsMax?: number,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  const open = new Set<Readable>();
  const breakOff = (error: unknown) => out.destroy(error as Error);
  zip.on("error", breakOff);
  fill({ zip, open }, tables, rowsMax).catch(breakOff);
  try {
    for await (const chunk of out) yield chunk as Uint8Array;
  } finally {
    for (const source of open) source.destroy();
  }
}

type Book = { zip: ZipFile; open: Set<Readable> };

async function fill(book: Book, tables: readonly XlsxTable[], rowsMax?: number): Promise<void> {
  const sheets: XlsxSheet[] = [];
  for (const table of tables) {
    for (const sheet of sheetsOf(table, sheets, rowsMax)) {
      const source = Readable.from(bytesOf(sheet), { objectMode: false });
      book.open.add(source);
      const part = `xl/worksheets/sheet${sheets.length + 1}.xml`;
      book.zip.addReadStream(source, part, { compressionLevel: COMPRESSION_LEVEL });
      await finished(source);
      book.open.delete(source);
    }
  }
  for (const [name, xml] of partsOf(sheets)) book.zip.addBuffer(Buffer.from(xml), name);
  book.zip.end();
}

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text);
}

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`;
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const RELATIONS = "application/vnd.openxmlformats-package.relationships+xml";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function partsOf(sheets: readonly XlsxSheet[]): [name: string, xml: string][] {
  const overrides = sheets.map((_, at) =>
    override(`/xl/worksheets/sheet${at + 1}.xml`, `${TYPE}.worksheet+xml`),
  );
  const relations = sheets.map((_, at) =>
    relation(`sheet${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`),
  );
  return [
    ["xl/styles.xml", stylesXml()],
    ["xl/workbook.xml", workbookXml(sheets)],
    [
      "xl/_rels/workbook.xml.rels",
      relationships([...relations, relation("styles", "styles", "styles.xml")]),
    ],
    ["_rels/.rels", relationships([relation("book", "officeDocument", "xl/workbook.xml")])],
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
        `<Default Extension="rels" ContentType="${RELATIONS}"/>` +
        override("/xl/workbook.xml", `${TYPE}.sheet.main+xml`) +
        override("/xl/styles.xml", `${TYPE}.styles+xml`) +
        `${overrides.join("")}</Types>`,
    ],
  ];
}

function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="${type}"/>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function relationships(listed: readonly string[]): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${listed.join("")}</Relationships>`;
}
