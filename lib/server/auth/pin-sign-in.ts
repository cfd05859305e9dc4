import "server-only";

/**
 * Signs in on a shared device with a name and a PIN. The session that begins so may count at the
 * device's centre and do nothing else (`findSession`).
 */
import { z } from "zod";
import { PIN } from "@/lib/domain/pin";
import { sql } from "../db/sql";
import { findDevice } from "./device";
import { checkPin } from "./pin";
import type { SignInOutcome } from "./sign-in";

/** The code of the centre is typed or shown on the device; a PIN of another centre is none here. */
const sentSchema = z.object({
  centreId: z.string().trim().min(1).max(64),
  userId: z.uuid(),
  pin: z.string().regex(PIN),
});

export async function signInByPin(
  sent: unknown,
  deviceToken: string | undefined,
): Promise<SignInOutcome> {
  const device = await findDevice(deviceToken);
  if (device === null) return { kind: "device-refused" };
  const tried = sentSchema.safeParse(sent);
  if (!tried.success || tried.data.centreId !== device.centreId) return { kind: "pin-refused" };
  const outcome = await checkPin(device, tried.data);
  if (outcome.kind === "throttled") return outcome;
  if (outcome.kind !== "right") {
    return { kind: outcome.kind === "locked" ? "pin-locked" : "pin-refused" };
  }
  const { pin: pinVersion, ...person } = outcome.person;
  await sql("UPDATE shared_device SET last_used_at = now() WHERE id = $1", [device.id]);
  const { id: deviceId, name, centreId } = device;
  const pin = { deviceId, centreId, version: pinVersion, device: name };
  return { kind: "signed-in", user: { ...person, factors: ["pin"], pin } };
}
