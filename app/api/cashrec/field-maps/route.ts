import { z } from "zod";
import {
  fieldMapListSchema,
  savedFieldMapSchema,
  saveFieldMapSchema,
} from "@/lib/contracts/field-map-trial";
import { route } from "@/lib/server/api/route";
import { listFieldMaps, saveFieldMap } from "@/lib/server/cashrec/field-map-versions";

export const GET = route({
  summary: "Lists the versions of the field map that were saved, and says which map is in force.",
  permission: "cashrec:probe",
  input: z.object({}),
  output: fieldMapListSchema,
  handle: listFieldMaps,
});

export const POST = route({
  summary: "Saves a field map as a new version, with which the next cash sheets are read.",
  permission: "cashrec:probe",
  input: saveFieldMapSchema,
  output: savedFieldMapSchema,
  status: 201,
  handle: saveFieldMap,
});
