/** The queries and requests about centres. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Centre, FoundCentres } from "../contracts/centre";
import { CENTRES_OFFERED_MAX } from "../domain/screen/centre-offer";
import type { Permission } from "../domain/permission";
import { api } from "./http";
import { readInParts } from "./in-parts";

/** Every list of them is read again after a change. */
export const CENTRES_KEY = ["centres"] as const;

/** The list of the settings: all of few, and of many the first that match. */
export const listedCentresQuery = (text: string) =>
  queryOptions({
    queryKey: [...CENTRES_KEY, "listed", text],
    queryFn: ({ signal }) => findCentres({ text, limit: CENTRES_OFFERED_MAX }, signal),
    placeholderData: keepPreviousData,
  });

/** A picker shows so many matches, and asks for more letters to have fewer. */
const FOUND_MAX = 50;
const FRESH_MS = 5 * 60_000;

/** The first centres that match a text, of those in which the reader has a permission. */
export const foundCentresQuery = (text: string, permission?: Permission) =>
  queryOptions({
    queryKey: [...CENTRES_KEY, "found", text, permission],
    queryFn: ({ signal }) => findCentres({ text, permission, limit: FOUND_MAX }, signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });

/** The centres with these ids. */
export const namedCentresQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...CENTRES_KEY, "named", ids],
    queryFn: async ({ signal }) => {
      const centres = await readInParts(ids, async (id) => {
        return (await api.get("/api/centres", { query: { id }, signal })).centres;
      });
      return { centres, count: centres.length };
    },
    staleTime: FRESH_MS,
  });

type Wanted = {
  text: string;
  permission?: Permission | undefined;
  limit: number;
};

async function findCentres(query: Wanted, signal: AbortSignal): Promise<FoundCentres> {
  const { centres, count = centres.length } = await api.get("/api/centres", { query, signal });
  return { centres, count };
}

export function saveCentre(centre: Centre) {
  return saveCentres([centre]);
}

/** All of them are stored, or none. */
export function saveCentres(centres: readonly Centre[]) {
  return api.send("POST", "/api/centres", { body: { centres } });
}

/** Without ids, Cashrec is asked for all of its centres. */
export function findKnownCentres(ids: readonly string[]) {
  return api.send("POST", "/api/cashrec/centres", { body: { ids } });
}

/** Asks Cashrec for all of its centres, once while the page is open. */
export const knownCentresQuery = () =>
  queryOptions({
    queryKey: ["cashrec", "centres"],
    queryFn: () => findKnownCentres([]),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });

/** With `dryRun`, the response lists the changes, or every wrong row, and nothing is stored. */
export function importCentreFile({ file, dryRun }: { file: Blob; dryRun: boolean }) {
  return api.sendFile("/api/centres/imports", file, { query: { dryRun }, type: "text/csv" });
}
