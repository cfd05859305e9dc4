import "server-only";

/**
 * Sends a batch as a file of a layout. A file depends on nothing but what the batch stores, so that
 * whoever downloads it again receives the same bytes.
 */
import { type JournalFile, journalSettingsSchema } from "@/lib/contracts/journal";
import type { FileBatch, JournalFormat } from "@/lib/domain/journal/formats/format";
import { FORMATS } from "@/lib/domain/journal/formats/formats";
import { encodeWindows1252 } from "@/lib/domain/journal/formats/windows-1252";
import { refuseFile } from "@/lib/domain/journal/formats/refuse-file";
import { USUAL_SETTINGS } from "@/lib/domain/journal/settings";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { respondWithFile } from "../exports/stream-file";
import { ENTITY } from "./due-days";
import { readEntries } from "./read-entries";

const ENTRIES_PER_PAGE = 500;

export async function exportBatch(
  _scope: Scope<"journal:view">,
  { number, format: name }: JournalFile,
): Promise<Response> {
  const format = FORMATS[name];
  const { batch, accounts, first, last } = await readFileBatch(number);
  const refusal = refuseFile(format, batch, accounts);
  if (refusal !== null) {
    throw new AppError("REFUSED", refusal.message, { reason: refusal.reason });
  }
  return respondWithFile(writeFile(format, batch, { first, last }), {
    name: `counterfoil-journal-${number}-${name}.${format.extension}`,
    type: "application/octet-stream",
    lines: null,
    reading: null,
  });
}

async function* writeFile(
  format: JournalFormat,
  batch: FileBatch,
  { first, last }: { first: number; last: number },
): AsyncGenerator<Uint8Array> {
  const encode = (text: string): Uint8Array =>
    format.encoding === "utf-8" ? Buffer.from(text) : encodeWindows1252(text);
  let text = format.head(batch);
  for (let from = first; from <= last; from += ENTRIES_PER_PAGE) {
    const count = Math.min(ENTRIES_PER_PAGE, last - from + 1);
    const numbers = Array.from({ length: count }, (_, index) => from + index);
    for (const entry of await readEntries(sql, numbers)) {
      if (entry.postings.length > 0) text += format.entry(entry, batch);
    }
    yield encode(text);
    text = "";
  }
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
  return { batch, first, last, accounts: await listAccounts({ first, last }) };
}

async function listAccounts({ first, last }: { first: number; last: number }): Promise<string[]> {
  const rows = await sql<{ account: string }>(
    `SELECT debit AS account FROM journal_posting
      WHERE entity_id = $1 AND entry_number BETWEEN $2 AND $3
      UNION SELECT credit FROM journal_posting
      WHERE entity_id = $1 AND entry_number BETWEEN $2 AND $3`,
    [ENTITY, first, last],
  );
  return rows.map(({ account }) => account);
}
