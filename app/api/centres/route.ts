import {
  centreListSchema,
  centreSearchSchema,
  saveCentresSchema,
  savedCentresSchema,
} from "@/lib/contracts/centre";
import { saveCentres } from "@/lib/server/centres/commands";
import { findCentres, findCentresWith } from "@/lib/server/centres/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Lists the centres that the reader may see, or those in which they have a permission.",
  permission: "centre:view",
  input: centreSearchSchema,
  output: centreListSchema,
  handle: async (scope, { permission, ...search }, { actor }) => {
    const { centres, count } = await (permission === undefined
      ? findCentres(scope, search)
      : findCentresWith(actor, permission, search));
    return search.limit === undefined ? { centres } : { centres, count };
  },
});

export const POST = route({
  summary: "Adds or changes centres: all of the list, or none.",
  permission: "centre:administer",
  input: saveCentresSchema,
  output: savedCentresSchema,
  handle: (scope, { centres }) => saveCentres(scope, centres),
});
