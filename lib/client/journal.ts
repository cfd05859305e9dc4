/** The queries and requests about the journal: accounts, preview, batches and settings. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { JournalBatch, JournalRange, SaveJournalFormats } from "../contracts/journal";
import type { changeJournalAccountSchema } from "../contracts/journal-account";
import type { JournalFormatName } from "../domain/journal/formats/names";
import { apiAddress } from "./api-path";
import { api } from "./http";

export const journalAccountsQuery = () =>
  queryOptions({
    queryKey: ["journal", "accounts"],
    queryFn: ({ signal }) => api.get("/api/journal/accounts", { signal }),
  });

export const seenLabelsQuery = () =>
  queryOptions({
    queryKey: ["journal", "labels"],
    queryFn: ({ signal }) => api.get("/api/journal/labels", { signal }),
  });

/** Of one legal entity, or of all: "". */
export const journalBatchesQuery = (entityId: string) =>
  queryOptions({
    queryKey: ["journal", "batches", entityId],
    queryFn: ({ signal }) => {
      const query = entityId === "" ? {} : { entityId };
      return api.get("/api/journal/batches", { query, signal });
    },
    placeholderData: keepPreviousData,
  });

/** It is asked again each time, because days are closed meanwhile. */
export const journalPreviewQuery = (range: JournalRange | null) =>
  queryOptions({
    queryKey: ["journal", "preview", range],
    queryFn: ({ signal }) =>
      api.get("/api/journal/preview", {
        query: { ...(range ?? { entityId: "", to: "" }) },
        signal,
      }),
    enabled: range !== null,
    staleTime: 0,
    gcTime: 0,
  });

export function postJournalBatch(range: JournalRange) {
  return api.send("POST", "/api/journal/batches", { body: range });
}

export type SentJournalAccount = z.input<typeof changeJournalAccountSchema>;

export function changeJournalAccount(change: SentJournalAccount) {
  return api.send("POST", "/api/journal/accounts", { body: change });
}

/** The settings of a legal entity, or those of the organisation. */
export const journalSettingsQuery = (entityId: string) =>
  queryOptions({
    queryKey: ["journal", "settings", entityId],
    queryFn: ({ signal }) => api.get("/api/journal/settings", { query: { entityId }, signal }),
  });

export function saveJournalSettings(saved: SaveJournalFormats) {
  return api.send("PUT", "/api/journal/settings", { body: saved });
}

/** The address of a batch as a file. */
export function batchFileAddress(
  { entityId, number }: Pick<JournalBatch, "entityId" | "number">,
  format: JournalFormatName,
): string {
  return apiAddress("/api/journal/batches/{number}/file", {
    params: { number: String(number) },
    query: { entityId, format },
  });
}
