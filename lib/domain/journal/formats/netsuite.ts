/**
 * A file for NetSuite's import assistant, record type "Journal Entry". Source: NetSuite Online
 * Help, "Journal Entry and Intercompany Journal Entry Header Fields Table" and "Line-Level Fields
 * Table" (https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534492737.html).
 * The external id is one for all lines of an entry, and makes a second import of it a duplicate.
 */
import { listEntryLines } from "../balances";
import { csvAmount, csvRecord, csvText, describeEntry, describeLine, splitDate } from "./csv-file";
import type { JournalFormat } from "./format";

const COLUMNS = [
  "External ID",
  "Date",
  "Currency",
  "Subsidiary",
  "Memo",
  "Account",
  "Debit",
  "Credit",
  "Line Memo",
  "Location",
];

export const NETSUITE: JournalFormat = {
  extension: "csv",
  encoding: "utf-8",
  head: () => csvRecord(COLUMNS),
  entry: (entry, { entity, number, settings }) => {
    // Entities number their batches apart, and may be subsidiaries of one account.
    const of = entity === null ? "" : `${entity.id}-`;
    const externalId = `counterfoil-${of}${number}-${entry.number}`;
    const { year, month, day } = splitDate(entry.businessDate);
    return listEntryLines(entry)
      .map(({ account, debit, credit, ...line }) =>
        csvRecord([
          csvText(externalId),
          `${Number(month)}/${Number(day)}/${year}`,
          entry.currency,
          csvText(settings.netsuiteSubsidiary),
          csvText(describeEntry(entry)),
          csvText(account),
          csvAmount(debit, entry.currency),
          csvAmount(credit, entry.currency),
          csvText(describeLine(line)),
          csvText(entry.centreName),
        ]),
      )
      .join("");
  },
};
