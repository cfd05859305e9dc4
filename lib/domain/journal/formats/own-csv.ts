/**
 * Our own layout: one row for each side of a posting, with everything that the batch stores. Its
 * columns are only ever appended to, because scripts rely on them.
 */
import { listEntryLines } from "../balances";
import { csvAmount, csvRecord, csvText } from "./csv-file";
import type { JournalFormat } from "./format";

const COLUMNS = [
  "batch",
  "entry",
  "reverses",
  "centre_id",
  "centre_name",
  "business_date",
  "currency",
  "account",
  "debit",
  "credit",
  "purpose",
  "detail",
  "tax_code",
];
/** A batch of a legal entity has two more; others keep the bytes that they have always had. */
const ENTITY_COLUMNS = ["entity_id", "entity_name"];

export const OWN_CSV: JournalFormat = {
  extension: "csv",
  encoding: "utf-8",
  head: ({ entity }) => csvRecord(entity === null ? COLUMNS : [...COLUMNS, ...ENTITY_COLUMNS]),
  entry: (entry, { number, entity }) =>
    listEntryLines(entry)
      .map((line) =>
        csvRecord([
          number,
          entry.number,
          entry.reverses ?? "",
          csvText(entry.centreId),
          csvText(entry.centreName),
          entry.businessDate,
          entry.currency,
          csvText(line.account),
          csvAmount(line.debit, entry.currency),
          csvAmount(line.credit, entry.currency),
          line.purpose,
          csvText(line.detail),
          csvText(line.tax),
          ...(entity === null ? [] : [csvText(entity.id), csvText(entity.name)]),
        ]),
      )
      .join(""),
};
