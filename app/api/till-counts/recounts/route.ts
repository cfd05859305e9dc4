import { requestedRecountSchema, requestRecountSchema } from "@/lib/contracts/count-settings";
import { route } from "@/lib/server/api/route";
import { askManager } from "@/lib/server/till-counts/is-manager";
import { requestRecount } from "@/lib/server/till-counts/recount-commands";

export const POST = route({
  permission: "recount:request",
  input: requestRecountSchema,
  answer: requestedRecountSchema,
  handle: async (scope, input, request) =>
    requestRecount(scope, input, await askManager(request, input.centreId)),
  status: 201,
});
