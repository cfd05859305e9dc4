import { centrePinsSchema, pinListSchema } from "@/lib/contracts/device";
import { route } from "@/lib/server/api/route";
import { listPinsOfCentre } from "@/lib/server/devices/queries";

export const GET = route({
  summary: "Lists who may count in a centre, and whether they have a PIN.",
  permission: "device:administer",
  input: centrePinsSchema,
  output: pinListSchema,
  handle: async (scope, input) => ({ pins: await listPinsOfCentre(scope, input) }),
});
