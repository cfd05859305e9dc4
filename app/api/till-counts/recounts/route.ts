import { requestedRecountSchema, requestRecountSchema } from "@/lib/contracts/count-settings";
import { route } from "@/lib/server/api/route";
import { byManager } from "@/lib/server/till-counts/is-manager";
import { requestRecount } from "@/lib/server/till-counts/recount-commands";

export const POST = route({
  summary: "Requests a fresh count of a line, without which its day can't be reviewed.",
  permission: "recount:request",
  input: requestRecountSchema,
  output: requestedRecountSchema,
  handle: (scope, input, { actor }) =>
    requestRecount(scope, input, byManager(actor, input.centreId)),
  status: 201,
});
