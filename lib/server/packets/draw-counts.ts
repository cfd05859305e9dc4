import "server-only";

/**
 * Draws every count, piece by piece: of floats at opening, of tills at closing, and requested
 * recounts.
 */
import { formatLinePosition } from "@/lib/domain/keys";
import type { Pdf } from "../pdf/document";
import { openTable, type PdfColumn } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import type { Packet } from "./contents";
import { drawByline, drawGap, drawQuote, SIZE } from "./draw-parts";
import { drawWithPieces, piecesColumn } from "./draw-pieces";
import type { PacketTexts } from "./packet-text";

const moneyColumn = (head: string, share = 15): PdfColumn => ({ head, share, align: "right" });
const textColumn = (head: string, share: number): PdfColumn => ({ head, share, linesMax: 3 });

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
      piecesColumn(texts),
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
    drawWithPieces(counts, cells, opening.denominations, texts);
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
      piecesColumn(texts),
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
    drawWithPieces(table, cells, count.denominations, texts);
  }
  table.end();
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
