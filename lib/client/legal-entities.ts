/** The queries and requests about legal entities. */
import { queryOptions } from "@tanstack/react-query";
import type { AssignCentres, SaveLegalEntity } from "../contracts/legal-entity";
import { CENTRES_OFFERED_MAX } from "../domain/screen/centre-offer";
import { apiAddress } from "./api-path";
import { api } from "./http";

/** Every list that was read, of whatever date, is read again after a change. */
export const LEGAL_ENTITIES_KEY = ["legal-entities"] as const;

export const legalEntitiesQuery = (date: string) =>
  queryOptions({
    queryKey: [...LEGAL_ENTITIES_KEY, date],
    queryFn: ({ signal }) =>
      api.get("/api/entities", { query: { date, countedOver: CENTRES_OFFERED_MAX }, signal }),
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
