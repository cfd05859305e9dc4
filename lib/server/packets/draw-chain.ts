import "server-only";

/** Draws the audit entries of the day with their hashes, and what the packet hash covers. */
import type { Pdf } from "../pdf/document";
import { openTable } from "../pdf/table";
import { drawHeading, drawNote, drawParagraph } from "../pdf/text";
import type { Print } from "./print";
import { drawGap, SIZE } from "./draw-parts";
import type { PacketTexts } from "./packet-text";

export function drawChain(
  pdf: Pdf,
  { packet, head, archivedUntil, hash, proof }: Print,
  texts: PacketTexts,
  t = texts.t,
): void {
  drawHeading(pdf, t("chain.title"));
  drawNote(pdf, t("chain.about"));
  drawGap(pdf);
  if (archivedUntil !== null) {
    drawNote(pdf, t("chain.archived", { id: archivedUntil }));
    drawGap(pdf);
  } else if (packet.chain.length === 0) {
    drawNote(pdf, t("chain.none"));
    drawGap(pdf);
  }
  if (packet.chain.length > 0) {
    const table = openTable(
      pdf,
      [
        { head: t("chain.entry"), share: 12, align: "right" },
        { head: t("chain.when"), share: 33 },
        { head: t("who"), share: 26, linesMax: 3 },
        { head: t("chain.what"), share: 50, linesMax: 2 },
        { head: t("chain.hash"), share: 84, linesMax: 2 },
      ],
      SIZE,
    );
    for (const { id, at, actor, action, hash: own } of packet.chain) {
      const what = `${texts.action(action)} (${action})`;
      table.row([id, at, actor ?? t("nobody"), what, own]);
    }
    table.end();
  }
  drawParagraph(pdf, t("chain.head", { head }), { weight: "bold" });
  if (proof !== null) drawNote(pdf, t("proof.about", { count: proof.size }));
  else if (archivedUntil === null) drawNote(pdf, t("proof.none"));
  drawHeading(pdf, t("hash.title"));
  drawParagraph(pdf, hash, { weight: "bold" });
  drawNote(pdf, t("hash.about"));
}
