import "server-only";

/** Draws the notes and coins of a count in the last column of a table. */
import type { CountItem } from "@/lib/contracts/count-settings";
import { formatCount } from "@/lib/domain/format";
import type { PdfCell, PdfColumn, PdfTable } from "../pdf/table";
import { CELL_LINES_MAX } from "./draw-parts";
import type { PacketTexts } from "./packet-text";

/** A row has at most this many pieces, one below the other, and still fits on a page. */
const PIECES_MAX = 20;

export function piecesColumn({ t }: PacketTexts): PdfColumn {
  return { head: t("pieces"), share: 50, linesMax: CELL_LINES_MAX };
}

/** Draws a row, and further ones below it where there are more pieces than one can have. */
export function drawWithPieces(
  table: PdfTable,
  cells: readonly PdfCell[],
  items: CountItem[] | null,
  texts: PacketTexts,
): void {
  const pieces = formatPieces(items, texts);
  table.row([...cells, pieces.slice(0, PIECES_MAX).join("\n")]);
  for (let from = PIECES_MAX; from < pieces.length; from += PIECES_MAX) {
    table.row([...cells.map(() => ""), pieces.slice(from, from + PIECES_MAX).join("\n")]);
  }
}

/** Formats "20 × 50.00 = 1,000.00", in the order in which the pieces were counted. */
function formatPieces(items: CountItem[] | null, texts: PacketTexts, t = texts.t): string[] {
  const { money: amount, language } = texts;
  if (items === null) return [t("as-a-total")];
  return items.map(({ valueMinor, quantity, per, loose }) => {
    if (loose === true) return t("in-bulk", { amount: amount(valueMinor) });
    const count = formatCount(quantity, language);
    const each = per === undefined ? "" : ` × ${formatCount(per, language)}`;
    const sum = amount(valueMinor * quantity * (per ?? 1));
    return `${count}${each} × ${amount(valueMinor)} = ${sum}`;
  });
}
