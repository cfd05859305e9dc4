/**
 * The template for general ledger journal entries of Sage Intacct. Sources: Sage Intacct Help, "CSV
 * import: General Ledger journal entries" and "Line number examples" (https://www.intacct.com/ia/
 * docs/en_US/help_action/More/Uploading_Data/GL/import-GL-journal-entries.htm), and the columns as
 * Theatre Manager documents them (https://help.theatremanager.com/node/4520). The fields of the
 * entry stand on its first line, and line numbers begin at 1 in each.
 */
import { listEntryLines } from "../balances";
import { csvAmount, csvRecord, csvText, describeEntry, describeLine, splitDate } from "./csv-file";
import { cutText } from "./cut-text";
import type { JournalFormat } from "./format";

const COLUMNS = [
  "DONOTIMPORT",
  "JOURNAL",
  "DATE",
  "DESCRIPTION",
  "REFERENCE_NO",
  "LINE_NO",
  "ACCT_NO",
  "LOCATION_ID",
  "DEPT_ID",
  "DOCUMENT",
  "MEMO",
  "DEBIT",
  "CREDIT",
  "CURRENCY",
];
/** The description of an entry has this limit. */
const DESCRIPTION_MAX = 30;

export const SAGE_INTACCT: JournalFormat = {
  extension: "csv",
  encoding: "utf-8",
  head: () => csvRecord(COLUMNS),
  entry: (entry, { number, settings }) => {
    const { year, month, day } = splitDate(entry.businessDate);
    const heading = [
      csvText(settings.intacctJournal),
      `${month}/${day}/${year}`,
      csvText(cutText(describeEntry(entry), DESCRIPTION_MAX)),
      `${number}-${entry.number}`,
    ];
    return listEntryLines(entry)
      .map(({ account, debit, credit, ...line }, index) =>
        csvRecord([
          "",
          ...(index === 0 ? heading : heading.map(() => "")),
          index + 1,
          csvText(account),
          csvText(entry.centreId),
          "",
          "",
          csvText(describeLine(line)),
          csvAmount(debit, entry.currency),
          csvAmount(credit, entry.currency),
          entry.currency,
        ]),
      )
      .join("");
  },
};
