import { accessPageSchema, accessSearchSchema } from "@/lib/contracts/access-review";
import { route } from "@/lib/server/api/route";
import { listAccessLines } from "@/lib/server/users/access-lines";

export const GET = route({
  summary: "Lists who may do what where, since when and by whom, and how it was reviewed last.",
  permission: "user:administer",
  input: accessSearchSchema,
  output: accessPageSchema,
  handle: listAccessLines,
});
