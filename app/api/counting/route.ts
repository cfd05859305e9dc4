import {
  changeUsualCountingSchema,
  countingOfAllSchema,
  countingSearchSchema,
} from "@/lib/contracts/counting";
import { route } from "@/lib/server/api/route";
import { changeUsualCounting, getCountingOfAll } from "@/lib/server/centres/counting-of-all";

export const GET = route({
  summary: "Returns how tills are usually counted, and how each centre counts.",
  permission: "centre:administer",
  input: countingSearchSchema,
  output: countingOfAllSchema,
  handle: getCountingOfAll,
});

export const PUT = route({
  summary: "Sets how tills are usually counted, in every centre that counts as was usual before.",
  permission: "centre:administer",
  input: changeUsualCountingSchema,
  output: countingOfAllSchema,
  handle: changeUsualCounting,
});
