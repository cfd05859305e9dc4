/**
 * Audit trail transactions of Sage 50: JD and JC, journal debit and credit. Sources: Sage
 * Knowledgebase, "Import data" (https://gb-kb.sage.com), and the order of the fields as Making I.T.
 * Happen documents it (https://www.makingithappen.co.uk/CI/std/audittrans.htm). T9 is the usual
 * code for what is no VAT transaction.
 */
import { listEntryLines } from "../balances";
import { csvAmount, csvRecord, csvText, describeEntry, describeLine, splitDate } from "./csv-file";
import { cutText } from "./cut-text";
import type { JournalFormat } from "./format";

const COLUMNS = [
  "Type",
  "Account Reference",
  "Nominal A/C Ref",
  "Department Code",
  "Date",
  "Reference",
  "Details",
  "Net Amount",
  "Tax Code",
  "Tax Amount",
  "Exchange Rate",
  "Extra Reference",
  "User Name",
];
const REFERENCE_MAX = 30;
const DETAILS_MAX = 60;

export const SAGE_50: JournalFormat = {
  extension: "csv",
  encoding: "windows-1252",
  oneCurrency: true,
  accounts: /^[A-Za-z0-9]{1,8}$/,
  head: () => csvRecord(COLUMNS),
  entry: (entry, { number, settings }) => {
    const { year, month, day } = splitDate(entry.businessDate);
    return listEntryLines(entry)
      .map(({ account, debit, credit, tax, ...line }) =>
        csvRecord([
          debit === null ? "JC" : "JD",
          "",
          account,
          0,
          `${day}/${month}/${year}`,
          csvText(cutText(`${number}-${entry.number}`, REFERENCE_MAX)),
          csvText(cutText(`${describeEntry(entry)} ${describeLine(line)}`, DETAILS_MAX)),
          csvAmount(debit ?? credit, entry.currency),
          csvText(tax ?? settings.sageTaxCode),
          "0.00",
          1,
          csvText(cutText(entry.centreId, REFERENCE_MAX)),
          "",
        ]),
      )
      .join("");
  },
};
