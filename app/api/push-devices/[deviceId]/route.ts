import { nothingSchema } from "@/lib/contracts/basics";
import { pushDeviceKeySchema } from "@/lib/contracts/push";
import { route } from "@/lib/server/api/route";
import { removePushDevice } from "@/lib/server/push/devices";

export const DELETE = route({
  summary: "Notifies the caller on one of their devices no longer.",
  permission: "account:use",
  input: pushDeviceKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removePushDevice(scope, input);
    return {};
  },
});
