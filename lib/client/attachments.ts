/** Files that are attached to a day or one of its lines. */
import type { dayDetailSchema } from "../contracts/reconciliation";
import { queryOf, readResponse, unreached } from "./http";
import { type DayKey, dayPath } from "./reconciliations";

export type AttachmentTarget = { shiftId: string; tillId: string; tenderId: string };

/** `place` null: to the whole day. Answers the day after it. */
export async function attachFile(key: DayKey, target: AttachmentTarget | null, file: File) {
  const query = queryOf({ fileName: file.name, ...target });
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
  return readResponse<typeof dayDetailSchema>(response.status, text);
}

export function attachmentAddress(key: DayKey, id: string): string {
  return `${dayPath(key)}/attachments/${id}`;
}
