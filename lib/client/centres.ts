/** The browser's side of centres. */
import { queryOptions } from "@tanstack/react-query";
import type {
  Centre,
  centreListSchema,
  importedCentresSchema,
  savedCentresSchema,
} from "../contracts/centre";
import { api, readResponse } from "./http";

export const centresQuery = () =>
  queryOptions({
    queryKey: ["centres"],
    queryFn: ({ signal }) => api.get<typeof centreListSchema>("/api/centres", {}, signal),
  });

export function saveCentre(centre: Centre) {
  return api.send<typeof savedCentresSchema>("POST", "/api/centres", { centres: [centre] });
}

/** `dryRun` tells what would happen, or every wrong row, and stores nothing. */
export async function importCentreFile({ file, dryRun }: { file: Blob; dryRun: boolean }) {
  const response = await fetch(`/api/centres/imports${dryRun ? "?dryRun=true" : ""}`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    credentials: "same-origin",
    body: file,
  });
  return readResponse<typeof importedCentresSchema>(response.status, await response.text());
}
