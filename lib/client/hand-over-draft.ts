/**
 * Begins the count of a till that changes hands: with the pieces that its cash count left in it,
 * for the person who counted them, and with nothing for the one who takes over.
 */
import type { CountSheet } from "../contracts/till-count";
import { formatMoney } from "../domain/format";
import { minor } from "../domain/money";
import type { PadRow } from "../domain/till-count/denomination-pad";
import { splitFloat } from "../domain/till-count/split-float";
import { type Draft, newDraft } from "./till-counts-draft";

type Shift = Pick<CountSheet["shifts"][number], "tenders">;
type Reader = { rows: readonly PadRow[]; currency: string; language: string };

/** Its times are never read: neither of the two counts is timed. */
const LONG_AGO = new Date(0);

export function draftTakeOver(rows: readonly PadRow[]): Draft {
  return newDraft(rows.length === 0 ? "total" : "pieces", 0, LONG_AGO);
}

export function draftHandOver({ tenders }: Shift, reader: Reader): Draft {
  const { rows, currency, language } = reader;
  const draft = draftTakeOver(rows);
  const cash = tenders.find(({ kind }) => kind === "cash");
  const leftMinor = cash?.floatLeftMinor ?? null;
  if (leftMinor === null) return draft;
  const texts = findTextsOfLeft(cash?.denominations ?? [], leftMinor, rows);
  if (texts !== null) return { ...draft, texts };
  return { ...draft, way: "total", total: formatMoney(leftMinor, currency, language) };
}

/** Null where the counted pieces do not make exactly what was left, or have no row. */
function findTextsOfLeft(
  items: NonNullable<Shift["tenders"][number]["denominations"]>,
  leftMinor: number,
  rows: readonly PadRow[],
): Record<string, string> | null {
  const split = splitFloat(items, minor(leftMinor));
  if (split === null || !split.isExact) return null;
  const texts: Record<string, string> = {};
  for (const { item, leave } of split.rows) {
    if (leave === 0) continue;
    const { valueMinor, per = 1, loose } = item;
    const row = rows.find((one) => one.valueMinor === valueMinor && one.per === per);
    if (row === undefined || loose === true) return null;
    texts[row.id] = String(leave);
  }
  return texts;
}
