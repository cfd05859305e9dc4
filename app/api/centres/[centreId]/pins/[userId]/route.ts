import { nothingSchema } from "@/lib/contracts/basics";
import { setPinSchema } from "@/lib/contracts/device";
import { route } from "@/lib/server/api/route";
import { setPin } from "@/lib/server/devices/commands";

export const PUT = route({
  summary: "Sets somebody's PIN for the shared devices of a centre, and unlocks it.",
  permission: "device:administer",
  input: setPinSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await setPin(scope, input);
    return {};
  },
});
