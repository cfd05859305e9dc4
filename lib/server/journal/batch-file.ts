import "server-only";

/**
 * Sends a batch as a file of a layout. A file depends on nothing but what the batch stores, so that
 * whoever downloads it again receives the same bytes.
 */
import { type JournalFile, journalSettingsSchema } from "@/lib/contracts/journal";
import { FileParts, LINES_PER_POSTING } from "@/lib/domain/journal/formats/file-parts";
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
import { ENTITY } from "./due-days";
import { readEntries } from "./read-entries";
import { type NamedFile, zipFiles } from "./zip-files";

const ENTRIES_PER_PAGE = 100;
/** Programs list the files of an archive in the order of their names. */
const PART_DIGITS = 4;

export async function exportBatch(
  _scope: Scope<"journal:view">,
  { number, format: layout }: JournalFile,
): Promise<Response> {
  const format = FORMATS[layout];
  const { batch, accounts, postings, first, last } = await readFileBatch(number);
  const refusal = refuseFile(format, batch, accounts);
  if (refusal !== null) {
    throw new AppError("REFUSED", refusal.message, { reason: refusal.reason });
  }
  const { linesMax } = format;
  const name = `counterfoil-journal-${number}-${layout}`;
  const isWhole = linesMax === undefined || postings * LINES_PER_POSTING <= linesMax;
  const entries = listEntries(first, last);
  const chunks = isWhole
    ? writeFile(format, batch, entries)
    : zipFiles(writeParts({ format, batch, linesMax, name }, entries), batch.postedAt);
  return respondWithFile(chunks, {
    name: `${name}.${isWhole ? format.extension : "zip"}`,
    type: "application/octet-stream",
    lines: null,
    reading: null,
  });
}

type Entries = AsyncGenerator<JournalEntry[]>;

/** An entry without postings is none of a file. */
async function* listEntries(first: number, last: number): Entries {
  for (let from = first; from <= last; from += ENTRIES_PER_PAGE) {
    const count = Math.min(ENTRIES_PER_PAGE, last - from + 1);
    const numbers = Array.from({ length: count }, (_, index) => from + index);
    const entries = await readEntries(sql, numbers);
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

type Parts = { format: JournalFormat; batch: FileBatch; linesMax: number; name: string };

async function* writeParts(
  { format, batch, linesMax, name }: Parts,
  pages: Entries,
): AsyncGenerator<NamedFile> {
  const parts = new FileParts(linesMax);
  let number = 0;
  const toFile = (entries: readonly JournalEntry[]): NamedFile => {
    number += 1;
    const text = entries.map((entry) => format.entry(entry, batch)).join("");
    const numbered = String(number).padStart(PART_DIGITS, "0");
    return {
      name: `${name}-${numbered}.${format.extension}`,
      bytes: encode(format, format.head(batch) + text),
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
  settings: Record<string, unknown>;
  postedAt: Date;
  first: number;
  last: number;
  firstDate: string;
  lastDate: string;
  currencies: string[];
};

async function readFileBatch(number: number) {
  const [row] = await sql<BatchRecord>(
    `SELECT b.settings, b.posted_at AS "postedAt", min(e.number) AS first, max(e.number) AS last,
            min(e.business_date) AS "firstDate", max(e.business_date) AS "lastDate",
            array_agg(DISTINCT e.currency ORDER BY e.currency) AS currencies
       FROM journal_batch b
       JOIN journal_entry e ON e.entity_id = b.entity_id AND e.batch_number = b.number
      WHERE b.entity_id = $1 AND b.number = $2
      GROUP BY b.entity_id, b.number`,
    [ENTITY, number],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such batch.");
  const { settings, postedAt, first, last, ...dates } = row;
  const batch: FileBatch = {
    number,
    firstDate: dates.firstDate,
    lastDate: dates.lastDate,
    postedAt: postedAt.toISOString(),
    currencies: dates.currencies,
    settings: journalSettingsSchema.parse({ ...USUAL_SETTINGS, ...settings }),
  };
  return { batch, first, last, ...(await describePostings({ first, last })) };
}

async function describePostings({ first, last }: { first: number; last: number }) {
  const rows = await sql<{ account: string; postings: number }>(
    `SELECT s.account, count(*) FILTER (WHERE s.side = 'debit')::int AS postings
       FROM journal_posting p
       CROSS JOIN LATERAL (VALUES ('debit', p.debit), ('credit', p.credit)) AS s (side, account)
      WHERE p.entity_id = $1 AND p.entry_number BETWEEN $2 AND $3
      GROUP BY s.account`,
    [ENTITY, first, last],
  );
  return {
    accounts: rows.map(({ account }) => account),
    postings: rows.reduce((total, row) => total + row.postings, 0),
  };
}
