import { nothingSchema } from "@/lib/contracts/basics";
import { recipientListSchema } from "@/lib/contracts/schedule";
import { route } from "@/lib/server/api/route";
import { listAddressable } from "@/lib/server/schedules/recipients";

export const GET = route({
  summary: "Lists the people to whom the reader may have reports sent.",
  permission: "report:schedule",
  input: nothingSchema,
  output: recipientListSchema,
  handle: async (scope) => ({ users: await listAddressable(scope) }),
});
