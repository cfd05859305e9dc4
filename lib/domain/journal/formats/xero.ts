/**
 * Xero's template for manual journals. Source: Xero Central, "Add, import and post manual journals"
 * (https://help.xero.com/nz/ManualJournalsImport): lines with the same narration and date are one
 * journal, a debit is positive and a credit negative, the tax rate is named in full, and dates are
 * day, month and year. One file may have 300 lines.
 */
import { negate } from "../../money";
import { listEntryLines } from "../balances";
import { csvAmount, csvRecord, csvText, describeEntry, describeLine, splitDate } from "./csv-file";
import type { JournalFormat } from "./format";

const COLUMNS = [
  "*Narration",
  "*Date",
  "Description",
  "*AccountCode",
  "*TaxRate",
  "*Amount",
  "TrackingName1",
  "TrackingOption1",
  "TrackingName2",
  "TrackingOption2",
];

export const XERO: JournalFormat = {
  extension: "csv",
  encoding: "utf-8",
  oneCurrency: true,
  linesMax: 300,
  head: () => csvRecord(COLUMNS),
  entry: (entry, { settings }) => {
    const { year, month, day } = splitDate(entry.businessDate);
    const { xeroTaxRate, xeroTracking } = settings;
    return listEntryLines(entry)
      .map(({ account, debit, credit, tax, ...line }) =>
        csvRecord([
          csvText(describeEntry(entry)),
          `${day}/${month}/${year}`,
          csvText(describeLine(line)),
          csvText(account),
          csvText(tax ?? xeroTaxRate),
          csvAmount(credit === null ? debit : negate(credit), entry.currency),
          csvText(xeroTracking),
          xeroTracking === null ? "" : csvText(entry.centreName),
          "",
          "",
        ]),
      )
      .join("");
  },
};
