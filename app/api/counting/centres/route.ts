import { countingOfAllSchema, setCountingOfManySchema } from "@/lib/contracts/counting";
import { route } from "@/lib/server/api/route";
import { setCountingOfMany } from "@/lib/server/centres/counting-of-all";

export const PUT = route({
  summary: "Sets how several centres count: all of them, or none.",
  permission: "centre:administer",
  input: setCountingOfManySchema,
  output: countingOfAllSchema,
  handle: setCountingOfMany,
});
