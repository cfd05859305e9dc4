/** Uploads the files that are attached to a day or to one of its lines. */
import type { DayDetail } from "../contracts/reconciliation";
import { apiAddress } from "./api-path";
import { readResponse, unreached } from "./http";
import type { DayKey } from "./reconciliations";

export type AttachmentTarget = { shiftId: string; tillId: string; tenderId: string };

/** Attaches to the whole day when `target` is null. Resolves with the day after the change. */
export async function attachFile(key: DayKey, target: AttachmentTarget | null, file: File) {
  const address = apiAddress("/api/reconciliations/{centreId}/{date}/attachments", {
    params: key,
    query: { fileName: file.name, ...target },
  });
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      credentials: "same-origin",
      body: file,
    });
    text = await response.text();
  } catch {
    throw unreached();
  }
  return readResponse<DayDetail>(response.status, text);
}

export function attachmentAddress(key: DayKey, id: string): string {
  const params = { ...key, id };
  return apiAddress("/api/reconciliations/{centreId}/{date}/attachments/{id}", { params });
}
