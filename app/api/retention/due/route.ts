import { retentionDueInput, retentionDueSchema } from "@/lib/contracts/retention";
import { route } from "@/lib/server/api/route";
import { countDue } from "@/lib/server/retention/settings";

export const GET = route({
  summary: "Counts what would be deleted of one kind of data if it were stored for so many days.",
  permission: "security:administer",
  input: retentionDueInput,
  output: retentionDueSchema,
  handle: countDue,
});
