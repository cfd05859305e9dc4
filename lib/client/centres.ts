/** The queries and requests about centres. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Centre, FoundCentres } from "../contracts/centre";
import { CENTRES_OFFERED_MAX } from "../domain/screen/centre-offer";
import { api } from "./http";

/** Every list of them is read again after a change. */
export const CENTRES_KEY = ["centres"] as const;
/** What searches have found. */
export const FOUND_CENTRES_KEY = [...CENTRES_KEY, "found"] as const;

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

/** The first centres that match a text, or those with these ids. */
export const foundCentresQuery = ({ text = "", ids = [] }: { text?: string; ids?: string[] }) =>
  queryOptions({
    queryKey: [...FOUND_CENTRES_KEY, text, ids],
    queryFn: ({ signal }) => findCentres({ text, id: ids, limit: FOUND_MAX }, signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });

type Wanted = { text: string; id?: string[]; limit: number };

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
