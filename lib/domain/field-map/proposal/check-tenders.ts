/** Asks where tenders do not add up to the sales, or where none of them is known to be cash. */
import { isCashText } from "../../cash-words";
import { ask, type Draft } from "./draft";
import type { Figure } from "./find-tender-amount";
import { kindOfText } from "./tender-values";
import { pathOfTable, type Table } from "./survey";

export function checkGross(
  draft: Draft,
  table: Table,
  { figures, sums }: { figures: readonly Figure[]; sums: readonly number[] },
): void {
  const gross = figures.find(({ isGross }) => isGross);
  if (gross === undefined) return;
  const failed = sums.filter((sum, row) => gross.values[row] !== sum).length;
  if (failed > 0) ask(draft, "does-not-add-up", pathOfTable(table), { failed, of: table.size });
}

/** Without a word for cash among them, one of the unknown tenders may be the cash. */
export function askForCash(draft: Draft, table: Table, kinds: ReadonlySet<string>): void {
  const texts = [...kinds].filter((text) => !/^\d+$/.test(text));
  if (texts.some((text) => isCashText(text) || text === "cash")) return;
  // Numbers without a name beside them may be anything.
  const unknown =
    texts.length === 0 ? [...kinds][0] : texts.find((text) => kindOfText(text) === null);
  if (unknown !== undefined) {
    ask(draft, "uncertain", pathOfTable(table), {
      field: "tenderKind",
      first: unknown,
      second: "",
    });
  }
}
