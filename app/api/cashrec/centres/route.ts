import { findCentresSchema, knownCentresSchema } from "@/lib/contracts/known-centres";
import { findKnownCentres } from "@/lib/server/cashrec/known-centres";
import { route } from "@/lib/server/api/route";

export const POST = route({
  summary: "Asks Cashrec which centres it has cash sheets of: all of them, or the ids given.",
  permission: "cashrec:probe",
  input: findCentresSchema,
  output: knownCentresSchema,
  handle: (scope, input) => findKnownCentres(scope, input),
});
