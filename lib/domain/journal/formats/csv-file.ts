/** Formats rows of comma-separated files (RFC 4180), with what the layouts need for their cells. */
import { formatPlain, type Minor } from "../../money";
import { defuse } from "../../report/csv";
import type { EntryLine } from "../balances";
import type { JournalEntry } from "../posting";

/** A text that a spreadsheet would take for a formula is defused; amounts are not texts. */
export function csvText(text: string | null): string {
  return text === null ? "" : quote(defuse(text));
}

export function csvAmount(amount: Minor | null, currency: string): string {
  return amount === null ? "" : formatPlain(amount, currency);
}

export function csvRecord(fields: readonly (string | number)[]): string {
  return `${fields.join(",")}\r\n`;
}

function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Names an entry for people: the centre, and that it takes an earlier one back. */
export function describeEntry({ centreName, number, reverses }: JournalEntry): string {
  return reverses === null
    ? `${centreName} (${number})`
    : `${centreName} (${number}, reverses ${reverses})`;
}

/** Names one side of a posting. */
export function describeLine({ purpose, detail }: Pick<EntryLine, "purpose" | "detail">): string {
  return detail === null ? purpose : `${purpose}: ${detail}`;
}

/** `2026-03-09` as day, month and year. */
export function splitDate(date: string): { year: string; month: string; day: string } {
  const [year = "", month = "", day = ""] = date.split("-");
  return { year, month, day };
}
