import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { pinListSchema, setOwnPinSchema } from "@/lib/contracts/device";
import { route } from "@/lib/server/api/route";
import { setOwnPin } from "@/lib/server/devices/commands";
import { listOwnPins } from "@/lib/server/devices/queries";

export const GET = route({
  summary: "Lists the centres where the reader may count, and whether they have a PIN there.",
  permission: "till-count:record",
  input: z.object({}),
  output: pinListSchema,
  handle: async (scope) => ({ pins: await listOwnPins(scope) }),
});

export const PUT = route({
  summary: "Sets the reader's own PIN for the shared devices of one centre.",
  permission: "till-count:record",
  input: setOwnPinSchema,
  output: nothingSchema,
  handle: async (scope, input, { actor }) => {
    await setOwnPin(actor, scope, input);
    return {};
  },
});
