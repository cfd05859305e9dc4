/**
 * A journal of plain text accounting. Source: the manual of hledger 1.x, sections "Transactions",
 * "Amounts", "Comments" and "decimal-mark directive" (https://hledger.org/hledger.html). An account
 * ends at two spaces, and a description at a semicolon.
 */
import { formatPlain, negate } from "../../money";
import { describeEntry, describeLine } from "./csv-file";
import type { JournalFormat } from "./format";

export const HLEDGER: JournalFormat = {
  extension: "journal",
  encoding: "utf-8",
  head: ({ entity, number }) => {
    const of = entity === null ? "" : `, ${plain(entity.name)} (${plain(entity.id)})`;
    return `; Counterfoil, batch ${number}${of}\ndecimal-mark .\n`;
  },
  entry: (entry, batch) => {
    const { businessDate, currency, centreId, postings } = entry;
    const { entity } = batch;
    // Files of several entities may be read into one journal.
    const code = `(${entity === null ? "" : `${entity.id} `}${batch.number}/${entry.number})`;
    const heading = `${businessDate} * ${code} ${plain(describeEntry(entry))}`;
    const sides = postings.flatMap((posting) => {
      const comment = `  ; ${plain(describeLine(posting))}`;
      return [
        `    ${posting.debit}  ${formatPlain(posting.amount, currency)} ${currency}${comment}`,
        `    ${posting.credit}  ${formatPlain(negate(posting.amount), currency)} ${currency}`,
      ];
    });
    const owner = entity === null ? "" : `, entity: ${plain(entity.id)}`;
    const lines = [`${heading}  ; centre: ${plain(centreId)}${owner}`, ...sides];
    return `\n${lines.join("\n")}\n`;
  },
};

/** A colon after a word would make a tag of it, and a semicolon a comment. */
function plain(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, " ")
    .replace(/[;|]/g, ",")
    .trim();
}
