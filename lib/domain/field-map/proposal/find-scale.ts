/**
 * Tells amounts in cents from whole amounts of major units: by a fraction, by a name, or by what an
 * average ticket would be.
 */
import { amountsIn, ask, type Draft, wordsOf } from "./draft";
import { type Meaning, nameColumn } from "./name-columns";
import { looksLikeCents } from "./scale-by-values";
import { type Column, type Table } from "./survey";

const CENTS = new Set(
  (
    "cent cents centimo centimos centavo centavos centime centimes centesimi centesimo minor " +
    "paise penny pence cts"
  ).split(" "),
);
/** No average ticket is as large in major units. */
const TICKET_MAX: Record<string, number> = { EUR: 1_000, USD: 1_000, GBP: 1_000, CHF: 1_000 };
const TICKET_MAX_OTHER = 10_000;

export function chooseScale(draft: Draft, tables: readonly Table[]): void {
  if (draft.decimals === 0) return;
  const amounts = tables.flatMap((table) =>
    [...table.columns.values()].flatMap((column) => {
      const read = amountsIn(draft, column);
      return read === null || read.isZero || !draft.explained.has(column) ? [] : [read];
    }),
  );
  const money = amounts.filter(({ column }) => isMoney(draft, column));
  if (money.length === 0) return;
  if (money.some(({ isWhole }) => !isWhole)) {
    setScale(draft, "major", money.find(({ isWhole }) => !isWhole)?.column);
    return;
  }
  const named = money.find(({ column }) => wordsOf(column).some((word) => CENTS.has(word)));
  if (named !== undefined) setScale(draft, "minor", named.column);
  else if (
    hasImpossibleTickets(draft, tables) ||
    looksLikeCents(
      draft,
      tables,
      money.filter(({ column }) => isOfSales(draft, column)),
    )
  ) {
    setScale(draft, "minor", money[0]?.column);
  } else ask(draft, "unknown-scale", "$");
}

function setScale(draft: Draft, scale: "major" | "minor", column: Column | undefined): void {
  draft.map.scale = scale;
  draft.choices.push({
    field: "scale",
    alias: scale,
    confidence: 0.9,
    reason: {
      code: "values",
      facts: { example: String(column?.values.find((value) => value !== null) ?? "") },
    },
    alternatives: [],
  });
}

/** Floats and entries are round in any unit. */
function isOfSales({ fields }: Draft, { keys }: Column): boolean {
  const path = keys.join(".");
  const others = [fields.float, fields.entryAmount].flat();
  return !others.some((alias) => alias === path || alias === `@${path}`);
}

function isMoney(draft: Draft, column: Column): boolean {
  const path = column.keys.join(".");
  const amounts = [
    draft.fields.tenderAmount,
    draft.fields.grossSales,
    draft.fields.netSales,
    draft.fields.float,
    draft.fields.cashSales,
    draft.fields.entryAmount,
  ].flat();
  if (amounts.some((alias) => alias === path || alias === `@${path}`)) return true;
  const tenders = JSON.stringify(draft.fields.tenders ?? []);
  return (
    tenders.includes(JSON.stringify(path)) ||
    tenders.includes(`"${column.keys.slice(0, -1).join(".")}.{`)
  );
}

function hasImpossibleTickets(draft: Draft, tables: readonly Table[]): boolean {
  const max = TICKET_MAX[draft.currency ?? ""] ?? TICKET_MAX_OTHER;
  for (const table of tables) {
    const columns = [...table.columns.values()];
    const of = (meaning: Meaning) => {
      return columns.find((column) => nameColumn(draft, column).meaning === meaning);
    };
    const gross = of("grossSales") ?? of("netSales");
    // A guest spends even less than a ticket.
    const counted = of("tickets") ?? of("guests");
    if (counted === undefined || gross === undefined) continue;
    const averages = (amountsIn(draft, gross)?.values ?? []).flatMap((value, row) => {
      const count = Number(counted.values[row]);
      return value === null || !(count > 0) ? [] : [value / 100 / count];
    });
    const middle = averages.toSorted((one, other) => one - other)[Math.floor(averages.length / 2)];
    if (middle !== undefined && middle > max) return true;
  }
  return false;
}
