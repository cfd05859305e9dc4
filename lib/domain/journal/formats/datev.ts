/**
 * DATEV's posting batch, header version 700, format version 13. Source: DATEV Developer Portal,
 * "DATEV-Format" with its example of a file, and "Buchungsstapel" with the expression of each field
 * (https://developer.datev.de/datev/platform/de/dtvf/formate/buchungsstapel). A row has an account,
 * whose side "S" or "H" says, and its contra account, which is how the journal stores postings. The
 * date has no year, so that a file has days of one financial year; its name begins with "EXTF_".
 */
import { decimalsOf, type Minor } from "../../money";
import type { JournalEntry, Posting } from "../posting";
import { describeLine, splitDate } from "./csv-file";
import { cutText } from "./cut-text";
import { DATEV_COLUMNS } from "./datev-columns";
import type { FileBatch, JournalFormat } from "./format";
import { findYearStart } from "./financial-year";

const REFERENCE_MAX = 36;
const TEXT_MAX = 60;
const COST_CENTRE_MAX = 36;

export const DATEV: JournalFormat = {
  extension: "csv",
  encoding: "windows-1252",
  oneCurrency: true,
  decimalsMax: 2,
  oneYear: true,
  namePrefix: "EXTF_",
  accounts: /^[1-9]\d{0,8}$/,
  head: (batch) => row(headerOf(batch)) + row(DATEV_COLUMNS),
  entry: (entry, batch) => entry.postings.map((posting) => rowOf(posting, entry, batch)).join(""),
};

/** The 31 fields of the first line; those that are empty are reserved, or not needed. */
function headerOf({ number, firstDate, lastDate, postedAt, currencies, settings }: FileBatch) {
  const { datevConsultant, datevClient, datevYearStart, datevAccountLength } = settings;
  const header = Array<string | number>(31).fill("");
  const compact = (date: string) => date.replaceAll("-", "");
  header.splice(0, 6, quoted("EXTF"), 700, 21, quoted("Buchungsstapel"), 13, stamp(postedAt));
  header.splice(7, 3, quoted("RE"), quoted(""), quoted(""));
  header.splice(10, 2, datevConsultant, datevClient);
  header.splice(12, 2, compact(findYearStart(firstDate, datevYearStart)), datevAccountLength);
  header.splice(14, 2, compact(firstDate), compact(lastDate));
  header.splice(16, 2, quoted(`Counterfoil ${number}`), quoted(""));
  // 1 is a posting batch of financial accounting, and 0 leaves it open for changes.
  header.splice(18, 4, 1, 0, 0, quoted(currencies[0] ?? "EUR"));
  return header;
}

function rowOf(posting: Posting, entry: JournalEntry, batch: FileBatch): string {
  const { month, day } = splitDate(entry.businessDate);
  const tax = posting.debitTax ?? posting.creditTax;
  const text = `${entry.centreName} ${describeLine(posting)}`;
  const bu = tax !== null && /^\d{1,4}$/.test(tax) ? quoted(tax) : "";
  const amount = formatAmount(posting.amount, entry.currency);
  const currency = quoted(entry.currency);
  const reference = quoted(cutText(`${batch.number}-${entry.number}`, REFERENCE_MAX));
  const centre = quoted(cutText(entry.centreId, COST_CENTRE_MAX));
  const first = [amount, '"S"', currency, "", "", "", posting.debit, posting.credit, bu];
  const next = [`${day}${month}`, reference, "", "", quoted(cutText(text, TEXT_MAX))];
  return row([...first, ...next, UNTIL_COST_CENTRE, centre, UNTIL_FIXED, "0", REST]);
}

/** Most columns stay empty: so many separators lie between those that don't. */
const emptyBetween = (before: string, after: string): string =>
  ";".repeat(DATEV_COLUMNS.indexOf(after) - DATEV_COLUMNS.indexOf(before) - 2);
const UNTIL_COST_CENTRE = emptyBetween("Buchungstext", "KOST1 - Kostenstelle");
const UNTIL_FIXED = emptyBetween("KOST1 - Kostenstelle", "Festschreibung");
const REST = ";".repeat(DATEV_COLUMNS.length - DATEV_COLUMNS.indexOf("Festschreibung") - 2);

/** Two decimals with a comma, of a currency that has no more. */
function formatAmount(amount: Minor, currency: string): string {
  const digits = `${amount}${"0".repeat(Math.max(0, 2 - decimalsOf(currency)))}`.padStart(3, "0");
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}

/** YYYYMMDDHHMMSSFFF */
function stamp(instant: string): string {
  return instant.replace(/\D/g, "").slice(0, 17);
}

function quoted(text: string): string {
  return `"${text.replace(/[\p{C}\s]+/gu, " ").replaceAll('"', '""')}"`;
}

function row(fields: readonly (string | number)[]): string {
  return `${fields.join(";")}\r\n`;
}
