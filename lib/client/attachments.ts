/** Files that are attached to a day or one of its lines. */
import { dayDetailSchema } from "../contracts/reconciliation";
import { ApiError, queryOf, readAnswer } from "./http";
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
    throw offline();
  }
  return readAnswer(response.status, text, dayDetailSchema);
}

export function attachmentAddress(key: DayKey, id: string): string {
  return `${dayPath(key)}/attachments/${id}`;
}

function offline(): ApiError {
  const title = "The server can't be reached from here.";
  const type = "urn:counterfoil:problem:unexpected";
  return new ApiError({
    ...{ type, title, status: 0 },
    code: "UNEXPECTED",
    detail: title,
    requestId: "",
  });
}
