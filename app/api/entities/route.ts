import {
  legalEntityListSchema,
  legalEntitySearchSchema,
  savedLegalEntitySchema,
  saveLegalEntitySchema,
} from "@/lib/contracts/legal-entity";
import { route } from "@/lib/server/api/route";
import { saveLegalEntity } from "@/lib/server/entities/commands";
import { listLegalEntities } from "@/lib/server/entities/queries";

export const GET = route({
  summary: "Lists the legal entities, and to which one each of the reader's centres belongs.",
  permission: "centre:view",
  input: legalEntitySearchSchema,
  output: legalEntityListSchema,
  handle: listLegalEntities,
});

export const POST = route({
  summary: "Adds a legal entity, or changes the one with this id.",
  permission: "centre:administer",
  input: saveLegalEntitySchema,
  output: savedLegalEntitySchema,
  handle: saveLegalEntity,
});
