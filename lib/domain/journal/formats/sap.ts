/**
 * A flat file with the fields of SAP's BAPI_ACC_DOCUMENT_POST, one line for each item and the
 * header's fields repeated, as transfer programs read them. Source: SAP's data dictionary of
 * DOCUMENTHEADER (BAPIACHE09), ACCOUNTGL (BAPIACGL09) and CURRENCYAMOUNT (BAPIACCR09)
 * (https://stechno.net/repository/sap-functions.html?id=BAPI_ACC_DOCUMENT_POST). RFBU is a posting
 * that affects the general ledger alone; a debit is positive and a credit negative.
 */
import { formatPlain, negate } from "../../money";
import { listEntryLines } from "../balances";
import { describeEntry, describeLine } from "./csv-file";
import { cutText } from "./cut-text";
import type { JournalFormat } from "./format";

const COLUMNS = [
  "BUS_ACT",
  "COMP_CODE",
  "DOC_DATE",
  "PSTNG_DATE",
  "DOC_TYPE",
  "REF_DOC_NO",
  "HEADER_TXT",
  "ITEMNO_ACC",
  "GL_ACCOUNT",
  "ITEM_TEXT",
  "COSTCENTER",
  "TAX_CODE",
  "CURRENCY",
  "AMT_DOCCUR",
];
/** The lengths of the fields in SAP's structures. */
const HEADER_MAX = 25;
const REFERENCE_MAX = 16;
const TEXT_MAX = 50;
const COST_CENTRE_MAX = 10;
const ACCOUNT_DIGITS = 10;
const TAX_MAX = 2;

export const SAP: JournalFormat = {
  extension: "txt",
  encoding: "utf-8",
  accounts: /^[A-Za-z0-9]{1,10}$/,
  head: () => record(COLUMNS),
  entry: (entry, { number, settings }) => {
    const date = entry.businessDate.replaceAll("-", "");
    return listEntryLines(entry)
      .map(({ account, debit, credit, tax, ...line }, index) =>
        record([
          "RFBU",
          settings.sapCompanyCode,
          date,
          date,
          settings.sapDocumentType,
          cutText(`${number}-${entry.number}`, REFERENCE_MAX),
          cutText(describeEntry(entry), HEADER_MAX),
          String(index + 1).padStart(ACCOUNT_DIGITS, "0"),
          /^\d+$/.test(account) ? account.padStart(ACCOUNT_DIGITS, "0") : account,
          cutText(describeLine(line), TEXT_MAX),
          cutText(entry.centreId, COST_CENTRE_MAX),
          cutText(tax ?? "", TAX_MAX),
          entry.currency,
          amountOf({ debit, credit }, entry.currency),
        ]),
      )
      .join("");
  },
};

type Sides = Pick<ReturnType<typeof listEntryLines>[number], "debit" | "credit">;

function amountOf({ debit, credit }: Sides, currency: string): string {
  const amount = credit === null ? debit : negate(credit);
  return amount === null ? "" : formatPlain(amount, currency);
}

/** A tab or line break in a text would make another field or line of it. */
function record(fields: readonly string[]): string {
  return `${fields.map((field) => field.replace(/[\p{C}\s]+/gu, " ")).join("\t")}\r\n`;
}
