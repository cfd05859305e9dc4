/** Finds the fields of the day and of the shift that only their names reveal. */
import { byName, chooseColumn, type Draft, freeColumns, lastWordsOf } from "./draft";
import { DAY_PHRASES } from "./lexicon-days";
import { scoreWords } from "./lexicon";
import { type Meaning, nameColumn } from "./name-columns";
import { distinct, given, type Table } from "./survey";

export function chooseDetails(draft: Draft, chain: readonly Table[]): void {
  const wanted = new Map<Meaning, "currency" | "status" | "openedAt" | "closedAt">([
    ["currency", "currency"],
    ["status", "status"],
    ["openedAt", "openedAt"],
    ["closedAt", "closedAt"],
  ]);
  for (const table of chain) {
    for (const column of freeColumns(draft, table)) {
      const { meaning } = nameColumn(draft, column);
      const isCurrency = [...distinct(column)].every((value) => /^[A-Z]{3}$/.test(value));
      const named = meaning === null ? undefined : wanted.get(meaning);
      const isGivenCurrency =
        draft.currency !== null && isCurrency && distinct(column).has(draft.currency);
      const field = isGivenCurrency ? "currency" : named;
      if (field === undefined || (field === "currency" && !isCurrency)) continue;
      if (given(column).length === 0 || draft.fields[field] !== undefined) continue;
      const score = scoreWords(lastWordsOf(column), DAY_PHRASES[field]);
      const confidence = Math.min(0.95, 0.5 + score / 2);
      chooseColumn(draft, field, column, { confidence, reason: byName(column) });
    }
  }
}
