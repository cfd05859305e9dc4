/** The queries and requests about the tree of the organisation. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeOrganisationSchema } from "../contracts/organisation";
import { CENTRES_OFFERED_MAX } from "../domain/screen/centre-offer";
import { api } from "./http";

/** Every tree that was read, of whatever date, is read again after a change. */
export const ORGANISATION_KEY = ["organisation"] as const;

const FRESH_MS = 5 * 60_000;

/** Without a date, the tree of today. Of many centres it has the number below each node. */
export const organisationQuery = (date: string | null) =>
  queryOptions({
    queryKey: [...ORGANISATION_KEY, date],
    queryFn: ({ signal }) =>
      api.get("/api/organisation", {
        query: { ...(date === null ? {} : { date }), countedOver: CENTRES_OFFERED_MAX },
        signal,
      }),
  });

/** The tree of a date with every centre, however many there are. */
export function readWholeOrganisation(date: string) {
  return api.get("/api/organisation", { query: { date } });
}

type TreePart = { nodeId: string } | { outside: true } | { text: string };

/** The centres of one part of the tree, or those that match a text. */
export const treeCentresQuery = (date: string, part: TreePart) =>
  queryOptions({
    queryKey: [...ORGANISATION_KEY, date, part],
    queryFn: ({ signal }) =>
      api.get("/api/organisation/centres", { query: { date, ...part }, signal }),
  });

/** The tree of a choice, which has no centres where they are searched for. */
export const choiceTreeQuery = () =>
  queryOptions({
    queryKey: [...ORGANISATION_KEY, "choice"],
    queryFn: ({ signal }) =>
      api.get("/api/organisation", { query: { centresMax: CENTRES_OFFERED_MAX }, signal }),
    staleTime: FRESH_MS,
  });

export function changeOrganisation(change: z.input<typeof changeOrganisationSchema>) {
  return api.send("POST", "/api/organisation", { body: change });
}

/** With `dryRun`, the response counts the changes, or lists every wrong row; nothing is stored. */
export function importOrganisationFile({ file, dryRun }: { file: Blob; dryRun: boolean }) {
  return api.sendFile("/api/organisation/imports", file, { query: { dryRun }, type: "text/csv" });
}

/** Where these centres stand today. */
export const placedCentresQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...ORGANISATION_KEY, "placed", ids],
    queryFn: ({ signal }) => api.get("/api/organisation", { query: { id: ids }, signal }),
    placeholderData: keepPreviousData,
  });
