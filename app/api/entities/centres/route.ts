import { assignCentresSchema, assignedCentresSchema } from "@/lib/contracts/legal-entity";
import { route } from "@/lib/server/api/route";
import { assignCentres } from "@/lib/server/entities/commands";

export const POST = route({
  summary: "Says to which legal entity centres belong from a date on; earlier dates are unchanged.",
  permission: "centre:administer",
  input: assignCentresSchema,
  output: assignedCentresSchema,
  handle: assignCentres,
});
