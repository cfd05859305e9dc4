/** The queries and requests about legal entities. */
import { queryOptions } from "@tanstack/react-query";
import type { AssignCentres, SaveLegalEntity } from "../contracts/legal-entity";
import { CENTRES_OFFERED_MAX } from "../domain/screen/centre-offer";
import { apiAddress } from "./api-path";
import { listEntityNames } from "../domain/screen/entity-names";
import { api } from "./http";
import { readInParts } from "./in-parts";

/** Every list that was read, of whatever date, is read again after a change. */
export const LEGAL_ENTITIES_KEY = ["legal-entities"] as const;

export const legalEntitiesQuery = (date: string) =>
  queryOptions({
    queryKey: [...LEGAL_ENTITIES_KEY, date],
    queryFn: ({ signal }) =>
      api.get("/api/entities", { query: { date, countedOver: CENTRES_OFFERED_MAX }, signal }),
  });

/** The names of the entities to which these centres belong today, by centre. */
export const entityNamesQuery = (centreIds: readonly string[]) =>
  queryOptions({
    queryKey: [...LEGAL_ENTITIES_KEY, "names", centreIds],
    queryFn: async ({ signal }) => {
      const names = await readInParts(centreIds, async (id) =>
        listEntityNames(await api.get("/api/entities", { query: { id }, signal })),
      );
      return new Map(names);
    },
  });

export function saveLegalEntity(entity: SaveLegalEntity) {
  return api.send("POST", "/api/entities", { body: entity });
}

export function assignCentres(assignment: AssignCentres) {
  return api.send("POST", "/api/entities/centres", { body: assignment });
}

/** With `dryRun`, the response counts the changes, or lists every wrong row; nothing is stored. */
export function importEntityFile({ file, dryRun }: { file: Blob; dryRun: boolean }) {
  return api.sendFile("/api/entities/imports", file, { query: { dryRun }, type: "text/csv" });
}

/** The address of a file of what there is, which an import takes. */
export function entityFileAddress(): string {
  return apiAddress("/api/entities/file", {});
}
