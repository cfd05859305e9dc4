import { trialResultSchema, trialSchema } from "@/lib/contracts/field-map-trial";
import { route } from "@/lib/server/api/route";
import { tryFieldMap } from "@/lib/server/cashrec/trial";

/** A centre may be tested before it is added, so its id does not scope the request. */
export const POST = route({
  summary:
    "Reads responses of Cashrec with a field map, or proposes one, and says what would come of " +
    "it. Nothing is stored.",
  permission: "cashrec:probe",
  input: trialSchema,
  output: trialResultSchema,
  limit: "computation",
  handle: tryFieldMap,
});
