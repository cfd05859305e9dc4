import { nothingSchema } from "@/lib/contracts/basics";
import { deviceKeySchema } from "@/lib/contracts/device";
import { route } from "@/lib/server/api/route";
import { revokeDevice } from "@/lib/server/devices/commands";

export const DELETE = route({
  summary: "Revokes a device: nobody signs in on it by PIN any more, and its sessions end.",
  permission: "device:administer",
  input: deviceKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await revokeDevice(scope, input);
    return {};
  },
});
