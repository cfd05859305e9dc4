import "server-only";

/** Streams every entry of a petty cash fund as CSV, one row for each tax rate of a receipt. */
import { csvAmount, csvRecord, csvText } from "@/lib/domain/journal/formats/csv-file";
import { minor } from "@/lib/domain/money";
import type { Scope } from "@/lib/domain/permission";
import { listRunningBalances } from "@/lib/domain/petty-cash/fund";
import { sql } from "../db/sql";
import { findFundSettings, listFundEntries, type StoredEntry } from "../petty-cash/read-fund";
import { refused } from "../petty-cash/refused";
import { respondWithFile } from "./stream-file";

const COLUMNS = [
  "number",
  "business_date",
  "kind",
  "reverses",
  "source",
  "reference",
  "expense_type",
  "supplier",
  "reason",
  "text",
  "paid_by",
  "recorded_by",
  "recorded_at",
  "approved_by",
  "currency",
  "amount",
  "balance",
  "vat_percent",
  "gross",
  "vat",
];

/** Balances show what is expected, so that it takes the permission to compare. */
export async function exportPettyCash(
  _scope: Scope<"reconciliation:view">,
  { centreId }: { centreId: string },
): Promise<Response> {
  const settings = await findFundSettings(sql, centreId);
  if (settings === null) throw refused("no-fund");
  const entries = await listFundEntries(sql, centreId, { after: null, to: null });
  return respondWithFile(writeRows(entries, settings.currency), {
    name: `petty-cash-${centreId.replace(/[^\w.-]/g, "-")}.csv`,
    type: "text/csv; charset=utf-8",
    lines: null,
    reading: null,
  });
}

// oxlint-disable-next-line typescript/require-await -- a file is a stream of chunks
async function* writeRows(
  entries: readonly StoredEntry[],
  currency: string,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvRecord(COLUMNS));
  for (const { entry, balance } of listRunningBalances(minor(0), entries)) {
    const shared = [
      entry.number,
      entry.businessDate,
      entry.kind,
      entry.reverses ?? "",
      entry.source ?? "",
      csvText(entry.reference),
      entry.expenseType ?? "",
      csvText(entry.supplier),
      entry.reason ?? "",
      csvText(entry.text),
      csvText(entry.paidBy),
      csvText(entry.recordedBy),
      entry.recordedAt.toISOString(),
      csvText(entry.approvedBy),
      currency,
    ];
    const lines = entry.vat ?? [];
    // The amount and the balance stand once for an entry, so that a column adds up.
    const first = [csvAmount(entry.amount, currency), csvAmount(balance, currency)];
    if (lines.length === 0) yield Buffer.from(csvRecord([...shared, ...first, "", "", ""]));
    for (const [index, { ratePpm, grossMinor, vatMinor }] of lines.entries()) {
      const once = index === 0 ? first : ["", ""];
      const tax = [
        ratePpm / 10_000,
        csvAmount(minor(grossMinor), currency),
        csvAmount(minor(vatMinor), currency),
      ];
      yield Buffer.from(csvRecord([...shared, ...once, ...tax]));
    }
  }
}
