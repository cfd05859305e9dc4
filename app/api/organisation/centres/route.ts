import { placedCentresSchema, placedCentresSearchSchema } from "@/lib/contracts/organisation";
import { route } from "@/lib/server/api/route";
import { listPlacedCentres } from "@/lib/server/organisation/queries";

export const GET = route({
  summary: "Lists where centres stand in the tree at a date: those below a node, or that match.",
  permission: "centre:view",
  input: placedCentresSearchSchema,
  output: placedCentresSchema,
  handle: listPlacedCentres,
});
