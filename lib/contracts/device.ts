/** Devices that counters share, and the PINs with which they sign in on them. */
import { z } from "zod";
import { PIN, PIN_DIGITS_MAX, PIN_DIGITS_MIN } from "../domain/pin";
import { idSchema, instantSchema } from "./basics";

/** POST /api/devices allows the device that sends the request; the response sets its cookie. */
export const allowDeviceSchema = z.object({
  centreId: idSchema,
  name: z.string().trim().min(1, "Enter a name").max(80, "Use at most 80 characters"),
});
export type AllowDevice = z.infer<typeof allowDeviceSchema>;
export const allowedDeviceSchema = z.object({ id: z.string() });

const deviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  centreId: z.string(),
  centreName: z.string(),
  allowedBy: z.string(),
  allowedAt: instantSchema,
  /** Somebody signed in on it then; null when nobody did. */
  lastUsedAt: instantSchema.nullable(),
});
export type DeviceRow = z.infer<typeof deviceSchema>;
export const deviceListSchema = z.object({ devices: z.array(deviceSchema) });

export const deviceKeySchema = z.object({ deviceId: z.uuid() });

const pinSchema = z.string().regex(PIN, `Enter ${PIN_DIGITS_MIN} to ${PIN_DIGITS_MAX} digits`);

/** PUT /api/pins sets the reader's own PIN for one centre. */
export const setOwnPinSchema = z.object({ centreId: idSchema, pin: pinSchema });
export type SetOwnPin = z.infer<typeof setOwnPinSchema>;

/** PUT /api/centres/{centreId}/pins/{userId} */
export const setPinSchema = setOwnPinSchema.extend({ userId: z.uuid() });
export type SetPin = z.infer<typeof setPinSchema>;

/** The PIN itself is never returned, because only its hash is stored. */
const pinStateSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  userId: z.string(),
  name: z.string(),
  /** After too many wrong tries it is locked until a new one is set. */
  state: z.enum(["none", "set", "locked"]),
  setAt: instantSchema.nullable(),
});
export type PinState = z.infer<typeof pinStateSchema>;
export const pinListSchema = z.object({ pins: z.array(pinStateSchema) });

export const centrePinsSchema = z.object({ centreId: idSchema });
