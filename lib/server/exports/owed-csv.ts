import "server-only";

/** Streams what centres owe for tips and gift cards in a month as CSV, one row for each kind. */
import type { OwedFigures, OwedList, OwedSearch } from "@/lib/contracts/owed";
import { csvAmount, csvRecord, csvText } from "@/lib/domain/journal/formats/csv-file";
import { minor } from "@/lib/domain/money";
import type { Scope } from "@/lib/domain/permission";
import { listOwed } from "../item-kinds/owed";
import { respondWithFile } from "./stream-file";

const COLUMNS = [
  "month",
  "centre_id",
  "centre_name",
  "known_since",
  "kind",
  "currency",
  "owed_before",
  "added",
  "settled",
  "owed_after",
  "amounts_not_provided",
];

export async function exportOwed(
  scope: Scope<"reconciliation:view">,
  search: OwedSearch,
): Promise<Response> {
  const list = await listOwed(scope, search);
  return respondWithFile(writeRows(list, search.month), {
    name: `tips-and-gift-cards-${search.month}.csv`,
    type: "text/csv; charset=utf-8",
    lines: null,
    reading: null,
  });
}

// oxlint-disable-next-line typescript/require-await -- a file is a stream of chunks
async function* writeRows({ rows }: OwedList, month: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvRecord(COLUMNS));
  for (const { centreId, centreName, since, currency, tips, giftCards } of rows) {
    const centre = [month, csvText(centreId), csvText(centreName), since];
    yield Buffer.from(csvRecord([...centre, "tips", currency, ...cellsOf(tips, currency)]));
    yield Buffer.from(
      csvRecord([...centre, "gift-cards", currency, ...cellsOf(giftCards, currency)]),
    );
  }
}

/** An unknown figure is an empty cell, and never 0. */
function cellsOf(figures: OwedFigures, currency: string) {
  const { beforeMinor, inMinor, outMinor, afterMinor, unknown } = figures;
  const cells = [beforeMinor, inMinor, outMinor, afterMinor].map((amount) =>
    amount === null ? "" : csvAmount(minor(amount), currency),
  );
  return [...cells, unknown];
}
