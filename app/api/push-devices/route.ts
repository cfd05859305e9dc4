import { z } from "zod";
import {
  addedPushDeviceSchema,
  addPushDeviceSchema,
  pushDeviceListSchema,
} from "@/lib/contracts/push";
import { route } from "@/lib/server/api/route";
import { readPreferences } from "@/lib/server/language/translations";
import { addPushDevice, listPushDevices } from "@/lib/server/push/devices";

const AGENT_CHARS_MAX = 400;

export const GET = route({
  summary: "Lists the devices on which the caller is notified, and the key for another one.",
  permission: "account:use",
  input: z.object({}),
  output: pushDeviceListSchema,
  handle: (scope) => listPushDevices(scope),
});

export const POST = route({
  summary: "Notifies the caller on a device too, by the subscription that its browser has made.",
  permission: "account:use",
  input: addPushDeviceSchema,
  output: addedPushDeviceSchema,
  status: 201,
  handle: (_scope, input, { actor, request }) => {
    const agent = (request.headers.get("user-agent") ?? "").slice(0, AGENT_CHARS_MAX);
    const { language } = readPreferences(request);
    return addPushDevice(actor, { ...input, agent, language });
  },
});
