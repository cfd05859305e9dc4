/**
 * A3's accounting link SUENLACE.DAT, format 5: records of 512 bytes, of which only those of type 0,
 * entries without a VAT register, are written. Source: Wolters Kluwer's "Enlace contable de
 * entrada" for a3ASESOR eco and con, as implementations of it publish its positions, such as
 * github.com "suenlace-dat-a3asesor". The first, middle and last line of an entry are I, M and U; D
 * is debe and H is haber; amounts are in euros, with ten digits before the point.
 */
import { formatPlain, type Minor } from "../../money";
import { type EntryLine, listEntryLines } from "../balances";
import type { JournalEntry } from "../posting";
import { describeLine } from "./csv-file";
import type { FileBatch, JournalFormat } from "./format";

const RECORD_CHARS = 510;

export const A3: JournalFormat = {
  extension: "dat",
  encoding: "windows-1252",
  currency: "EUR",
  oneCurrency: true,
  accounts: /^\d{6,12}$/,
  head: () => "",
  entry: (entry, batch) => {
    const lines = listEntryLines(entry);
    return lines
      .map((line, index) => {
        const position = index === 0 ? "I" : index === lines.length - 1 ? "U" : "M";
        return recordOf(line, position, { entry, batch });
      })
      .join("");
  },
};

type Context = { entry: JournalEntry; batch: FileBatch };

function recordOf(line: EntryLine, position: "I" | "M" | "U", { entry, batch }: Context): string {
  const start =
    "5" +
    String(batch.settings.a3Company).padStart(5, "0") +
    entry.businessDate.replaceAll("-", "") +
    "0" +
    field(line.account, 12) +
    field(line.purpose, 30) +
    (line.debit === null ? "H" : "D") +
    field(`${batch.number}-${entry.number}`, 10) +
    position +
    field(`${entry.centreName} ${describeLine(line)}`, 30) +
    amountOf(line.debit ?? line.credit, entry.currency);
  return `${start.padEnd(RECORD_CHARS - 2)}EN\r\n`;
}

/** Each character is one byte of the file, also one that its encoding can't write. */
function field(text: string, length: number): string {
  const plain = text.normalize("NFC").replace(/[\p{C}\s]+/gu, " ");
  const bytes = Array.from(plain, (char) => (char.length === 1 ? char : "?"));
  return bytes.slice(0, length).join("").padEnd(length);
}

/** A sign, ten digits, a point and two digits. */
function amountOf(amount: Minor | null, currency: string): string {
  return `+${amount === null ? "" : formatPlain(amount, currency).padStart(13, "0")}`;
}
