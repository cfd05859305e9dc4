import { cookies } from "next/headers";
import { z } from "zod";
import { allowDeviceSchema, allowedDeviceSchema, deviceListSchema } from "@/lib/contracts/device";
import { route } from "@/lib/server/api/route";
import { deviceCookieName, deviceCookieOptions } from "@/lib/server/auth/device";
import { allowDevice } from "@/lib/server/devices/commands";
import { listDevices } from "@/lib/server/devices/queries";

export const GET = route({
  summary: "Lists the devices on which counters sign in by PIN.",
  permission: "device:administer",
  input: z.object({}),
  output: deviceListSchema,
  handle: async (scope) => ({ devices: await listDevices(scope) }),
});

export const POST = route({
  summary: "Allows the device that sends this, by a cookie, for the counters of one centre.",
  permission: "device:administer",
  input: allowDeviceSchema,
  output: allowedDeviceSchema,
  status: 201,
  handle: async (scope, input) => {
    const { id, token } = await allowDevice(scope, input);
    (await cookies()).set(deviceCookieName(), token, deviceCookieOptions());
    return { id };
  },
});
