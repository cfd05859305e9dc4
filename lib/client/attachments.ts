/** Uploads the files that are attached to a day or to one of its lines. */
import { apiAddress } from "./api-path";
import { api } from "./http";
import type { DayKey } from "./reconciliations";

export type AttachmentTarget = { shiftId: string; tillId: string; tenderId: string };

/** Attaches to the whole day when `target` is null. Resolves with the day after the change. */
export function attachFile(key: DayKey, target: AttachmentTarget | null, file: File) {
  return api.sendFile("/api/reconciliations/{centreId}/{date}/attachments", file, {
    params: key,
    query: { fileName: file.name, ...target },
  });
}

export function attachmentAddress(key: DayKey, id: string): string {
  const params = { ...key, id };
  return apiAddress("/api/reconciliations/{centreId}/{date}/attachments/{id}", { params });
}
