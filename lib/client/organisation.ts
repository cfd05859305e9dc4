/** The queries and requests about the tree of the organisation. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeOrganisationSchema } from "../contracts/organisation";
import { api } from "./http";

/** Without a date, the tree of today. */
export const organisationQuery = (date: string | null) =>
  queryOptions({
    queryKey: ["organisation", date],
    queryFn: ({ signal }) =>
      api.get("/api/organisation", { query: date === null ? {} : { date }, signal }),
  });

/** Every tree that was read, of whatever date, is read again after a change. */
export const ORGANISATION_KEY = ["organisation"] as const;

export function changeOrganisation(change: z.input<typeof changeOrganisationSchema>) {
  return api.send("POST", "/api/organisation", { body: change });
}

/** With `dryRun`, the response counts the changes, or lists every wrong row; nothing is stored. */
export function importOrganisationFile({ file, dryRun }: { file: Blob; dryRun: boolean }) {
  return api.sendFile("/api/organisation/imports", file, { query: { dryRun }, type: "text/csv" });
}
