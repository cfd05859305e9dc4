import { recordedOpeningSchema, recordOpeningSchema } from "@/lib/contracts/count-settings";
import { route } from "@/lib/server/api/route";
import { askManager } from "@/lib/server/till-counts/is-manager";
import { recordOpening } from "@/lib/server/till-counts/opening-commands";

/** 201 with the opening and its differences; 200 when that was in force already. */
export const POST = route({
  permission: "till-count:record",
  input: recordOpeningSchema,
  answer: recordedOpeningSchema,
  status: ({ stored }) => (stored ? 201 : 200),
  handle: async (scope, input, request) =>
    recordOpening(scope, input, await askManager(request, input.centreId)),
});
