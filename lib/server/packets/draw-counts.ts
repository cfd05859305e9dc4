import "server-only";

/**
 * Draws every count, piece by piece: of floats at opening, of tills at closing, and requested
 * recounts.
 */
import type { CountItem } from "@/lib/contracts/count-settings";
import { formatCount } from "@/lib/domain/format";
import { formatLinePosition } from "@/lib/domain/keys";
import type { Pdf } from "../pdf/document";
import { openTable, type PdfCell, type PdfColumn, type PdfTable } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import type { Packet } from "./contents";
import { CELL_LINES_MAX, drawByline, drawGap, drawQuote, SIZE } from "./draw-parts";
import type { PacketTexts } from "./packet-text";

const moneyColumn = (head: string, share = 15): PdfColumn => ({ head, share, align: "right" });
const textColumn = (head: string, share: number, linesMax = 3): PdfColumn => ({
  head,
  share,
  linesMax,
});

export function drawFloats(pdf: Pdf, packet: Packet, texts: PacketTexts, t = texts.t): void {
  drawHeading(pdf, t("floats.title"));
  if (packet.openingCounts.length === 0) return drawNote(pdf, t("floats.none"));
  const counts = openTable(
    pdf,
    [
      textColumn(t("till"), 26),
      { head: t("version"), share: 8 },
      moneyColumn(t("counted")),
      moneyColumn(t("floats.previous"), 17),
      moneyColumn(t("floats.agreed"), 17),
      textColumn(t("who"), 22),
      textColumn(t("when"), 22),
      textColumn(t("pieces"), 50, CELL_LINES_MAX),
    ],
    SIZE,
  );
  for (const opening of packet.openingCounts) {
    const compared = (minor: number | null) => (minor === null ? "·" : texts.money(minor));
    const cells = [
      texts.position(opening),
      String(opening.version),
      texts.money(opening.countedMinor),
      compared(opening.previousMinor),
      compared(opening.agreedMinor),
      opening.countedBy,
      texts.at(opening.countedAt),
    ];
    drawPieces(counts, cells, piecesIn(opening.denominations, texts));
  }
  counts.end();
  drawChecks(pdf, packet, texts);
}

function drawChecks(pdf: Pdf, { floatChecks }: Packet, texts: PacketTexts, t = texts.t): void {
  if (floatChecks.length === 0) return;
  const table = openTable(
    pdf,
    [
      textColumn(t("floats.check"), 40),
      moneyColumn(t("floats.should-be")),
      moneyColumn(t("floats.found")),
      moneyColumn(t("difference")),
      textColumn(t("reason"), 35),
    ],
    SIZE,
  );
  for (const check of floatChecks) {
    const weight = check.differenceMinor === 0 ? "regular" : "bold";
    table.row([
      texts.position(check),
      texts.money(check.expectedMinor),
      texts.money(check.countedMinor),
      { text: texts.signed(check.differenceMinor), weight },
      check.reason === null ? "" : texts.reason(check.reason),
    ]);
  }
  table.end();
}

export function drawCounts(
  pdf: Pdf,
  { counts, lines }: Packet,
  texts: PacketTexts,
  t = texts.t,
): void {
  drawHeading(pdf, t("counts.title"));
  if (counts.length === 0) return drawNote(pdf, t("counts.none"));
  const table = openTable(
    pdf,
    [
      textColumn(t("line"), 34),
      textColumn(t("version"), 13),
      moneyColumn(t("counted")),
      moneyColumn(t("counts.left"), 14),
      textColumn(t("counts.source"), 15),
      textColumn(t("who"), 22),
      textColumn(t("when"), 22),
      textColumn(t("pieces"), 50, CELL_LINES_MAX),
    ],
    SIZE,
  );
  for (const count of counts) {
    const { version } = count;
    const isInForce = lines.some(
      (line) =>
        formatLinePosition(line) === formatLinePosition(count) && line.countVersion === version,
    );
    const cells = [
      texts.position(count),
      t(isInForce ? "counts.in-force" : "counts.replaced", { version }),
      { text: texts.money(count.countedMinor), weight: isInForce ? "bold" : "regular" } as const,
      count.floatLeftMinor === null ? "·" : texts.money(count.floatLeftMinor),
      texts.source(count.source),
      count.countedBy,
      texts.at(count.countedAt),
    ];
    drawPieces(table, cells, piecesIn(count.denominations, texts));
  }
  table.end();
}

/** A row has at most this many pieces, one below the other, and still fits on a page. */
const PIECES_MAX = 20;

function drawPieces(table: PdfTable, cells: readonly PdfCell[], pieces: readonly string[]): void {
  table.row([...cells, pieces.slice(0, PIECES_MAX).join("\n")]);
  for (let from = PIECES_MAX; from < pieces.length; from += PIECES_MAX) {
    table.row([...cells.map(() => ""), pieces.slice(from, from + PIECES_MAX).join("\n")]);
  }
}

/** Formats "20 × 50.00 = 1,000.00", in the order in which the pieces were counted. */
function piecesIn(items: CountItem[] | null, texts: PacketTexts, t = texts.t): string[] {
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

/** The section is absent where nobody requested a recount. */
export function drawRecounts(
  pdf: Pdf,
  { recounts }: Packet,
  texts: PacketTexts,
  t = texts.t,
): void {
  if (recounts.length === 0) return;
  drawHeading(pdf, t("recounts.title"));
  for (const { number, by, at, text, ...position } of recounts) {
    const head = t("recounts.head", { number, line: texts.position(position) });
    drawByline(pdf, head, t("by-at", { by, at: texts.at(at) }));
    drawQuote(pdf, text);
    drawGap(pdf);
  }
}
