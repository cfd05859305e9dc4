import "server-only";

/**
 * Draws what people did and wrote: moves, explanations, notes in full, and the files they attached.
 */
import { formatCount } from "@/lib/domain/format";
import type { Pdf } from "../pdf/document";
import { openTable } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import type { Packet } from "./contents";
import { drawByline, drawGap, drawQuote, SIZE } from "./draw-parts";
import type { PacketTexts } from "./packet-text";

export function drawMoves(pdf: Pdf, { moves }: Packet, { t, state, at }: PacketTexts): void {
  drawHeading(pdf, t("moves.title"));
  if (moves.length === 0) return drawNote(pdf, t("moves.none"));
  for (const made of moves) {
    const { number, move, from, to, sheetVersion, by, ruleVersion, text, at: moved } = made;
    const states = t("moves.states", { from: state(from), to: state(to), sheetVersion });
    const maker = by ?? (ruleVersion === undefined ? t("nobody") : t("by-rule"));
    const who = t("by-at", { by: maker, at: at(moved) });
    drawByline(pdf, `${number}. ${t(`moves.names.${move}`)}`, `${who} · ${states}`);
    if (made.passwordLink !== undefined) {
      const { by: shownTo, at: setAt } = made.passwordLink;
      drawNote(pdf, t("moves.password-link", { by: shownTo, at: at(setAt) }));
    }
    if (text !== null) drawQuote(pdf, text);
    drawGap(pdf);
  }
}

export function drawExplanations(
  pdf: Pdf,
  { explanations }: Packet,
  texts: PacketTexts,
  t = texts.t,
): void {
  drawHeading(pdf, t("explanations.title"));
  if (explanations.length === 0) return drawNote(pdf, t("explanations.none"));
  for (const one of explanations) {
    const kind = t(`explanations.kinds.${one.kind}`, { reason: texts.reason(one.reason) });
    const shown = one.differenceMinor === null ? "" : ` ${texts.signed(one.differenceMinor)}`;
    const holds = one.kind === "withdrawn" || one.holds ? "" : ` · ${t("explanations.over")}`;
    const by = t("by-at", { by: one.by, at: texts.at(one.at) });
    drawByline(pdf, `${texts.position(one)}:${shown} ${kind}`, `${by}${holds}`);
    const arithmetic = texts.cause(one);
    if (arithmetic !== null) drawNote(pdf, t("explanations.cause", { arithmetic }));
    if (one.text !== "") drawQuote(pdf, one.text);
    drawGap(pdf);
  }
}

export function drawNotes(pdf: Pdf, { notes }: Packet, texts: PacketTexts, t = texts.t): void {
  drawHeading(pdf, t("notes.title"));
  if (notes.length === 0) return drawNote(pdf, t("notes.none"));
  for (const { author, createdAt, text, ...position } of notes) {
    drawByline(
      pdf,
      aboutWhat(position, texts),
      t("by-at", { by: author, at: texts.at(createdAt) }),
    );
    drawQuote(pdf, text);
    drawGap(pdf);
  }
}

export function drawAttachments(
  pdf: Pdf,
  { attachments }: Packet,
  texts: PacketTexts,
  t = texts.t,
): void {
  const { language } = texts;
  drawHeading(pdf, t("attachments.title"));
  if (attachments.length === 0) return drawNote(pdf, t("attachments.none"));
  const table = openTable(
    pdf,
    [
      { head: t("attachments.file"), share: 36, linesMax: 6 },
      { head: t("attachments.bytes"), share: 13, align: "right" },
      { head: t("attachments.about"), share: 30, linesMax: 4 },
      { head: t("who"), share: 22, linesMax: 3 },
      { head: t("when"), share: 22, linesMax: 2 },
      { head: "SHA-256", share: 70, linesMax: 2 },
    ],
    SIZE,
  );
  for (const { fileName, bytes, sha256, by, at, ...position } of attachments) {
    table.row([
      fileName,
      formatCount(bytes, language),
      aboutWhat(position, texts),
      by,
      texts.at(at),
      sha256,
    ]);
  }
  table.end();
}

type Named = Record<"shiftId" | "tillId" | "tenderId", string | null>;

function aboutWhat({ shiftId, tillId, tenderId }: Named, { t, position }: PacketTexts): string {
  if (shiftId === null || tillId === null) return t("whole-day");
  return position({ shiftId, tillId, tenderId });
}
