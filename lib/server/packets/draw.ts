import "server-only";

/**
 * Draws a packet in its order: the state of the day and who signed it, its lines, and what led to
 * them.
 */
import type { Pdf } from "../pdf/document";
import { drawHeading, drawNote } from "../pdf/text";
import type { Packet } from "./contents";
import { drawChain } from "./draw-chain";
import { drawCounts, drawFloats, drawRecounts } from "./draw-counts";
import { drawChanged, drawLines, drawWaterfalls } from "./draw-lines";
import { drawFacts } from "./draw-parts";
import { drawAttachments, drawExplanations, drawMoves, drawNotes } from "./draw-explanations";
import { drawHandOvers, drawSpotCounts } from "./draw-till-events";
import type { PacketTexts } from "./packet-text";
import type { Print } from "./print";

type Section = (pdf: Pdf, packet: Packet, texts: PacketTexts) => void;

const SECTIONS: readonly Section[] = [
  drawMoves,
  drawLines,
  drawChanged,
  drawWaterfalls,
  drawFloats,
  drawCounts,
  drawSpotCounts,
  drawHandOvers,
  drawRecounts,
  drawExplanations,
  drawNotes,
  drawAttachments,
];

export function* drawPacket(pdf: Pdf, print: Print, texts: PacketTexts): Generator<void> {
  drawTop(pdf, print, texts);
  for (const draw of SECTIONS) {
    draw(pdf, print.packet, texts);
    yield;
  }
  drawChain(pdf, print, texts);
  attachData(pdf, print, texts);
}

function drawTop(
  pdf: Pdf,
  { packet, by, at, head, hash }: Print,
  texts: PacketTexts,
  t = texts.t,
): void {
  const { day } = packet;
  drawHeading(pdf, texts.title, 1);
  drawNote(pdf, t("about", { zone: day.timeZone }));
  pdf.y += 6;
  const net = day.expectedMinor === 0 && day.countedMinor === 0 ? null : day.netMinor;
  const since = day.asOf === null ? t("as-known-now") : texts.at(day.asOf);
  drawFacts(pdf, [
    [t("facts.centre"), `${day.centreName} (${day.centreId})`],
    ...(day.entity === undefined ? [] : [formatEntity(day.entity, texts)]),
    [t("facts.date"), `${texts.date} (${day.businessDate})`],
    [t("facts.state"), texts.state(day.state)],
    [t("facts.currency"), day.currency],
    [t("facts.net"), net === null ? t("nothing-compared") : texts.signed(net)],
    [t("facts.sheet"), formatSheet(packet, texts)],
    [t("facts.as-known"), since],
    [t("facts.version"), String(day.version)],
    [t("facts.printed-by"), by],
    [t("facts.printed-at"), texts.at(at)],
    [t("facts.head"), head],
    [t("facts.hash"), hash],
  ]);
}

function formatEntity(
  { id, name, taxId }: NonNullable<Packet["day"]["entity"]>,
  { t }: PacketTexts,
): [string, string] {
  const entity = `${name} (${id})`;
  return [t("facts.entity"), taxId === null ? entity : t("entity", { entity, number: taxId })];
}

function formatSheet({ day, sheetVersions }: Packet, { t, at }: PacketTexts): string {
  const read = sheetVersions.find(({ version }) => version === day.sheetVersion);
  if (read?.hash == null) return t("no-sheet");
  return t("sheet", { version: read.version, at: at(read.fetchedAt), hash: read.hash });
}

/**
 * Attaches the text that was hashed, so that a reader can compute the hash again, and the proof
 * that the day was closed so.
 */
function attachData(pdf: Pdf, { text, at, proof }: Print, { t }: PacketTexts): void {
  const date = new Date(at);
  const dates = { creationDate: date, modifiedDate: date };
  const attach = (content: string, file: { name: string; type: string; description: string }) =>
    pdf.kit.file(Buffer.from(content, "utf8"), { ...file, ...dates });
  attach(text, { name: "packet.json", type: "application/json", description: t("data") });
  if (proof === null) return;
  const [name, entryName, type] = ["packet.tlog-proof", "closing-entry.txt", "text/plain"] as const;
  attach(proof.proof, { name, type, description: t("proof.file") });
  attach(proof.signature, { name: "packet.note", type, description: t("proof.signature") });
  attach(proof.content, { name: entryName, type, description: t("proof.entry") });
}
