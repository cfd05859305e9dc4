/** Files that are attached to a day or one of its lines. */
import type { dayDetailSchema } from "../contracts/reconciliation";
import { queryOf, readAnswer, unreached } from "./http";
import { type DayKey, dayPath } from "./reconciliations";

export type AttachmentPlace = { shiftId: string; tillId: string; tenderId: string };

/** `place` null: to the whole day. Answers the day after it. */
export async function attachFile(key: DayKey, place: AttachmentPlace | null, file: File) {
  const query = queryOf({ fileName: file.name, ...place });
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${dayPath(key)}/attachments?${query}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      credentials: "same-origin",
      body: file,
    });
    text = await response.text();
  } catch {
    throw unreached();
  }
  return readAnswer<typeof dayDetailSchema>(response.status, text);
}

export function attachmentAddress(key: DayKey, id: string): string {
  return `${dayPath(key)}/attachments/${id}`;
}
