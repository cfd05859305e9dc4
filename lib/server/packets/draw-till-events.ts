import "server-only";

/**
 * Draws the counts in the middle of a shift, and the hand-overs with both people and what each of
 * them counted. Both sections are absent where there is nothing of them.
 */
import type { Pdf } from "../pdf/document";
import { openTable, type PdfColumn, type PdfTable } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import type { Packet } from "./contents";
import type { HandOver } from "./contents-till-events";
import { drawByline, drawGap, drawQuote, SIZE } from "./draw-parts";
import { drawWithPieces, piecesColumn } from "./draw-pieces";
import type { PacketTexts } from "./packet-text";

const moneyColumn = (head: string, share = 15): PdfColumn => ({ head, share, align: "right" });
const textColumn = (head: string, share: number): PdfColumn => ({ head, share, linesMax: 3 });

export function drawSpotCounts(
  pdf: Pdf,
  { spotCounts }: Packet,
  texts: PacketTexts,
  t = texts.t,
): void {
  if (spotCounts.length === 0) return;
  drawHeading(pdf, t("spots.title"));
  drawNote(pdf, t("spots.about"));
  const table = openTable(
    pdf,
    [
      textColumn(t("till"), 34),
      { head: t("number"), share: 8 },
      moneyColumn(t("counted")),
      textColumn(t("who"), 30),
      textColumn(t("when"), 22),
      piecesColumn(texts),
    ],
    SIZE,
  );
  for (const { number, countedMinor, by, at, denominations, ...till } of spotCounts) {
    const cells = [texts.position(till), String(number), texts.money(countedMinor), by];
    drawWithPieces(table, [...cells, texts.at(at)], denominations, texts);
  }
  table.end();
}

export function drawHandOvers(
  pdf: Pdf,
  { handOvers }: Packet,
  texts: PacketTexts,
  t = texts.t,
): void {
  if (handOvers.length === 0) return;
  drawHeading(pdf, t("hand-overs.title"));
  const table = openTable(
    pdf,
    [
      textColumn(t("hand-overs.who"), 36),
      moneyColumn(t("counted")),
      moneyColumn(t("difference"), 14),
      textColumn(t("when"), 22),
      piecesColumn(texts),
    ],
    SIZE,
  );
  for (const handOver of handOvers) drawHandOver(table, handOver, texts);
  table.end();
  for (const handOver of handOvers) drawTexts(pdf, handOver, texts);
}

function drawHandOver(table: PdfTable, handOver: HandOver, texts: PacketTexts, t = texts.t): void {
  const { number, givenBy, givenMinor, givenAt, denominations, taken } = handOver;
  table.group(texts.position(handOver), t("hand-overs.number", { number }));
  const gives = t("hand-overs.gives", { name: givenBy });
  const given = [gives, texts.money(givenMinor), "", texts.at(givenAt)];
  drawWithPieces(table, given, denominations, texts);
  if (taken === null) {
    table.row([t("hand-overs.not-taken")]);
    return;
  }
  const { by, takenMinor, differenceMinor, at, confirmedBy } = taken;
  const weight = differenceMinor === 0 ? "regular" : "bold";
  const cells = [
    t(confirmedBy === "pin" ? "hand-overs.takes-by-pin" : "hand-overs.takes", { name: by }),
    texts.money(takenMinor),
    { text: texts.signed(differenceMinor), weight } as const,
    texts.at(at),
  ];
  drawWithPieces(table, cells, taken.denominations, texts);
}

/** What the two wrote, unabridged; a cell of the table would cut it. */
function drawTexts(pdf: Pdf, handOver: HandOver, texts: PacketTexts, t = texts.t): void {
  const { number, givenBy, givenAt, text, taken } = handOver;
  const written = [
    { text, by: givenBy, at: givenAt },
    { text: taken?.text ?? null, by: taken?.by ?? "", at: taken?.at ?? "" },
  ];
  for (const one of written) {
    if (one.text === null) continue;
    const head = t("hand-overs.head", { number, till: texts.position(handOver) });
    drawByline(pdf, head, t("by-at", { by: one.by, at: texts.at(one.at) }));
    drawQuote(pdf, one.text);
    drawGap(pdf);
  }
}
