import { recordedOpeningSchema, recordOpeningSchema } from "@/lib/contracts/count-settings";
import { route } from "@/lib/server/api/route";
import { byManager } from "@/lib/server/till-counts/is-manager";
import { recordOpening } from "@/lib/server/till-counts/opening-commands";

export const POST = route({
  summary: "Records the float of a till at opening: 201, or 200 when it was in force already.",
  permission: "till-count:record",
  input: recordOpeningSchema,
  output: recordedOpeningSchema,
  status: 201,
  otherStatuses: { 200: ({ stored }) => !stored },
  handle: (scope, input, { actor }) =>
    recordOpening(scope, input, byManager(actor, input.centreId)),
});
