import "server-only";

/**
 * Sends a batch as a file of a layout. A file depends on nothing but what the batch stores, so that
 * whoever downloads it again receives the same bytes.
 */
import { type JournalFile, journalSettingsSchema } from "@/lib/contracts/journal";
import { FileParts, LINES_PER_POSTING } from "@/lib/domain/journal/formats/file-parts";
import { findYearStart } from "@/lib/domain/journal/formats/financial-year";
import type { FileBatch, JournalFormat } from "@/lib/domain/journal/formats/format";
import { FORMATS } from "@/lib/domain/journal/formats/formats";
import { encodeWindows1252 } from "@/lib/domain/journal/formats/windows-1252";
import { refuseFile } from "@/lib/domain/journal/formats/refuse-file";
import type { JournalEntry } from "@/lib/domain/journal/posting";
import { USUAL_SETTINGS } from "@/lib/domain/journal/settings";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { respondWithFile } from "../exports/stream-file";
import { readEntries } from "./read-entries";
import { type NamedFile, zipFiles } from "./zip-files";

const ENTRIES_PER_PAGE = 100;
/** Programs list the files of an archive in the order of their names. */
const PART_DIGITS = 4;

export async function exportBatch(
  _scope: Scope<"journal:view">,
  { entityId, number, format: layout }: JournalFile,
): Promise<Response> {
  const format = FORMATS[layout];
  const { batch, accounts, postings, first, last } = await readFileBatch({ entityId, number });
  const refusal = refuseFile(format, batch, accounts);
  if (refusal !== null) {
    throw new AppError("REFUSED", refusal.message, { reason: refusal.reason });
  }
  const name = nameFile(batch, layout);
  const isWhole = fitsOneFile(format, batch, postings);
  const entries = listEntries(entityId, { first, last });
  const chunks = isWhole
    ? writeFile(format, batch, entries)
    : zipFiles(writeParts({ format, batch, name }, entries), batch.postedAt);
  return respondWithFile(chunks, {
    name: isWhole ? `${format.namePrefix ?? ""}${name}.${format.extension}` : `${name}.zip`,
    type: "application/octet-stream",
    lines: null,
    reading: null,
  });
}

function fitsOneFile(
  { linesMax = Infinity, oneYear }: JournalFormat,
  { firstDate, lastDate, settings }: FileBatch,
  postings: number,
): boolean {
  const yearOf = (date: string) => findYearStart(date, settings.datevYearStart);
  if (oneYear === true && yearOf(firstDate) !== yearOf(lastDate)) return false;
  return postings * LINES_PER_POSTING <= linesMax;
}

/** The id of an entity may have characters that names of files do not have. */
function nameFile({ entity, number }: FileBatch, layout: string): string {
  const of = entity === null ? "" : `${entity.id.replace(/[^\w.-]/g, "-")}-`;
  return `counterfoil-journal-${of}${number}-${layout}`;
}

type Entries = AsyncGenerator<JournalEntry[]>;

/** An entry without postings is none of a file. */
async function* listEntries(
  entityId: string,
  { first, last }: { first: number; last: number },
): Entries {
  for (let from = first; from <= last; from += ENTRIES_PER_PAGE) {
    const count = Math.min(ENTRIES_PER_PAGE, last - from + 1);
    const numbers = Array.from({ length: count }, (_, index) => from + index);
    const entries = await readEntries(sql, entityId, numbers);
    yield entries.filter(({ postings }) => postings.length > 0);
  }
}

async function* writeFile(
  format: JournalFormat,
  batch: FileBatch,
  pages: Entries,
): AsyncGenerator<Uint8Array> {
  let text = format.head(batch);
  for await (const entries of pages) {
    for (const entry of entries) text += format.entry(entry, batch);
    yield encode(format, text);
    text = "";
  }
}

type Parts = { format: JournalFormat; batch: FileBatch; name: string };

async function* writeParts(
  { format, batch, name }: Parts,
  pages: Entries,
): AsyncGenerator<NamedFile> {
  const { linesMax = Infinity, oneYear, namePrefix = "" } = format;
  const yearStart = oneYear === true ? batch.settings.datevYearStart : null;
  const parts = new FileParts(linesMax, yearStart);
  let number = 0;
  const toFile = (entries: readonly JournalEntry[]): NamedFile => {
    number += 1;
    const text = entries.map((entry) => format.entry(entry, batch)).join("");
    const numbered = String(number).padStart(PART_DIGITS, "0");
    const dates = entries.map(({ businessDate }) => businessDate).toSorted();
    const [firstDate = batch.firstDate, lastDate = firstDate] = [dates[0], dates.at(-1)];
    const head = format.head({ ...batch, firstDate, lastDate });
    return {
      name: `${namePrefix}${name}-${numbered}.${format.extension}`,
      bytes: encode(format, head + text),
    };
  };
  for await (const entries of pages) {
    for (const file of entries.flatMap((entry) => parts.add(entry))) yield toFile(file);
  }
  for (const file of parts.end()) yield toFile(file);
}

function encode({ encoding }: JournalFormat, text: string): Uint8Array {
  return encoding === "utf-8" ? Buffer.from(text) : encodeWindows1252(text);
}

type BatchRecord = {
  entityName: string | null;
  settings: Record<string, unknown>;
  postedAt: Date;
  first: number;
  last: number;
  firstDate: string;
  lastDate: string;
  currencies: string[];
};

async function readFileBatch({ entityId, number }: { entityId: string; number: number }) {
  const [row] = await sql<BatchRecord>(
    `SELECT b.entity_name AS "entityName", b.settings, b.posted_at AS "postedAt",
            min(e.number) AS first, max(e.number) AS last,
            min(e.business_date) AS "firstDate", max(e.business_date) AS "lastDate",
            array_agg(DISTINCT e.currency ORDER BY e.currency) AS currencies
       FROM journal_batch b
       JOIN journal_entry e ON e.entity_id = b.entity_id AND e.batch_number = b.number
      WHERE b.entity_id = $1 AND b.number = $2
      GROUP BY b.entity_id, b.number`,
    [entityId, number],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such batch.");
  const { entityName, settings, postedAt, first, last, ...dates } = row;
  const batch: FileBatch = {
    entity: entityName === null ? null : { id: entityId, name: entityName },
    number,
    firstDate: dates.firstDate,
    lastDate: dates.lastDate,
    postedAt: postedAt.toISOString(),
    currencies: dates.currencies,
    settings: journalSettingsSchema.parse({ ...USUAL_SETTINGS, ...settings }),
  };
  return { batch, first, last, ...(await describePostings(entityId, { first, last })) };
}

async function describePostings(
  entityId: string,
  { first, last }: { first: number; last: number },
) {
  const rows = await sql<{ account: string; postings: number }>(
    `SELECT s.account, count(*) FILTER (WHERE s.side = 'debit')::int AS postings
       FROM journal_posting p
       CROSS JOIN LATERAL (VALUES ('debit', p.debit), ('credit', p.credit)) AS s (side, account)
      WHERE p.entity_id = $1 AND p.entry_number BETWEEN $2 AND $3
      GROUP BY s.account`,
    [entityId, first, last],
  );
  return {
    accounts: rows.map(({ account }) => account),
    postings: rows.reduce((total, row) => total + row.postings, 0),
  };
}
