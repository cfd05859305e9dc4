/** Devices on which a person is notified while no page is open. */
import { z } from "zod";
import { instantSchema } from "./basics";

/** Base64 without padding, as browsers write keys. */
const keySchema = z
  .string()
  .regex(/^[\w-]+$/)
  .max(200);

/** POST /api/push-devices: a subscription as the browser made it. */
export const addPushDeviceSchema = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2_000),
  p256dh: keySchema,
  auth: keySchema,
});
export type AddPushDevice = z.infer<typeof addPushDeviceSchema>;

export const addedPushDeviceSchema = z.object({ id: z.string() });

/** GET /api/push-devices */
export const pushDeviceListSchema = z.object({
  /** With it browsers make a subscription that this installation alone can use. */
  publicKey: z.string(),
  devices: z.array(
    z.object({
      id: z.string(),
      /** Browser and system, as the device named itself; null when it named neither. */
      browser: z.string().nullable(),
      system: z.string().nullable(),
      /** SHA-256 of the address of the subscription, by which a device finds itself. */
      endpointHash: z.string(),
      addedAt: instantSchema,
    }),
  ),
});
export type PushDeviceList = z.infer<typeof pushDeviceListSchema>;

export const pushDeviceKeySchema = z.object({ deviceId: z.uuid() });
