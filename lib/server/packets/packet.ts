import "server-only";

/**
 * Prints a day's sign-off packet: everything that was signed, explained and counted, on paper. Its
 * data is attached to the file as `packet.json`, exactly the text that was hashed, so that a reader
 * of the file can compute the hash again.
 */
import { holdsAll, type Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { respondWithFile } from "../exports/stream-file";
import { readPreferences } from "../language/translations";
import { pdfChunks } from "../pdf/bytes";
import { findFirstAnchor, mayBeArchived } from "../audit/first-anchor";
import { anchorText } from "../audit/head";
import { findClosingProof } from "./closing-proof";
import { readPacket } from "./contents";
import { drawPacket } from "./draw";
import { computePacketHash, formatPacket } from "./hash";
import { loadPacketTexts } from "./packet-text";

type Asked = { centreId: string; date: string; asOf?: string | undefined };

export async function printPacket(
  scope: Scope<"reconciliation:view">,
  asked: Asked,
  request: Request,
): Promise<Response> {
  const mine = holdsAll(scope, [asked.centreId]);
  const read = mine ? await readPacket(asked, scope.actorId) : null;
  if (read === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  const { packet, head, reasons } = read;
  const madeAt = new Date();
  const { day } = packet;
  const texts = await loadPacketTexts(readPreferences(request), packet, reasons);
  const text = formatPacket(packet);
  const hash = computePacketHash(text);
  const anchor = await findFirstAnchor();
  const print = {
    packet,
    text,
    hash,
    head: anchorText(head),
    archivedUntil: mayBeArchived(anchor, day.businessDate) ? String(anchor?.id) : null,
    proof: day.state === "closed" ? await findClosingProof(packet.chain, hash) : null,
    by: scope.actorName,
    at: madeAt.toISOString(),
  };
  const title = texts.title;
  const chunks = pdfChunks(
    {
      title,
      language: texts.language,
      orientation: "landscape",
      madeAt,
      footer: [texts.footer(print.by, print.at), texts.hashLine(print.hash)],
    },
    (pdf) => drawPacket(pdf, print, texts),
  );
  const name = `packet-${plainName(day.centreId)}-${day.businessDate}.pdf`;
  return respondWithFile(chunks, { name, type: "application/pdf", lines: null, reading: null });
}

/** A header accepts only Latin letters, and a file name no slash. */
function plainName(id: string): string {
  return id
    .normalize("NFD")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .slice(0, 64);
}
