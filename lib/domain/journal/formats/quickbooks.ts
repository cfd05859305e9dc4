/**
 * The file from which QuickBooks Online imports journal entries. Source: QuickBooks Help, "Import
 * journal entries" (https://quickbooks.intuit.com/learn-support/en-au/help-article/
 * import-export-files/import-journal-entries-quickbooks-online/L4tQBwbs7_AU_en_AU): a journal
 * number for the lines of an entry, accounts by name, "Parent:Subaccount" for a subaccount, and a
 * location when locations are tracked. Dates are month, day and year.
 */
import { listEntryLines } from "../balances";
import { csvAmount, csvRecord, csvText, describeEntry, describeLine, splitDate } from "./csv-file";
import type { JournalFormat } from "./format";

const COLUMNS = [
  "Journal No.",
  "Journal Date",
  "Account Name",
  "Debits",
  "Credits",
  "Description",
  "Location",
  "Currency",
];

export const QUICKBOOKS: JournalFormat = {
  extension: "csv",
  encoding: "utf-8",
  head: () => csvRecord(COLUMNS),
  entry: (entry, batch) => {
    const { year, month, day } = splitDate(entry.businessDate);
    return listEntryLines(entry)
      .map(({ account, debit, credit, ...line }) =>
        csvRecord([
          `${batch.number}-${entry.number}`,
          `${month}/${day}/${year}`,
          csvText(account),
          csvAmount(debit, entry.currency),
          csvAmount(credit, entry.currency),
          csvText(`${describeEntry(entry)}: ${describeLine(line)}`),
          csvText(entry.centreName),
          entry.currency,
        ]),
      )
      .join("");
  },
};
