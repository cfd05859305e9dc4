import "server-only";

/**
 * Takes over a till that was handed over. On a shared device the next person confirms with their
 * own PIN, so that nobody has to sign out in between.
 */
import type { TakeOver } from "@/lib/contracts/hand-over";
import type { Scope } from "@/lib/domain/permission";
import {
  computeDisagreement,
  refuseTakeOver,
  type TakeOverRefusal,
} from "@/lib/domain/till-count/hand-over";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { type SharedDevice, findDevice } from "../auth/device";
import { checkPin, listPinHolders } from "../auth/pin";
import { tooManyTries } from "../auth/throttle";
import { inTransaction, type Sql } from "../db/sql";
import { countedOf } from "./count-amount";
import { jsonOf, raiseKnownDay } from "./event-commands";
import { openDayForCount } from "./open-day";

type Counts = Scope<"till-count:record">;
type GivenRow = { givenById: string; givenMinor: string; isTaken: boolean };

export async function takeOver(
  { actorId }: Counts,
  input: TakeOver,
  deviceToken: string | undefined,
): Promise<{ number: number }> {
  const { centreId, businessDate, shiftId, tillId, number, text = "", by } = input;
  const { amount, items } = countedOf(input);
  const takerId = by === undefined ? actorId : await confirmByPin(by, centreId, deviceToken);
  const written = text === "" ? null : text;
  return inTransaction(async ({ sql }) => {
    const opened = await openDayForCount(sql, input);
    const given = await findHandOver(sql, input);
    const refusal = refuseTakeOver(given, takerId);
    if (refusal !== null || given === null) throw refused(refusal ?? "no-hand-over");
    const confirmedBy = by === undefined ? "session" : "pin";
    await sql(
      `INSERT INTO take_over (centre_id, business_date, shift_id, till_id, number, taken_minor,
         denominations, text, confirmed_by, taken_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)`,
      [
        centreId,
        businessDate,
        shiftId,
        tillId,
        number,
        amount,
        jsonOf(items),
        written,
        confirmedBy,
        takerId,
      ],
    );
    await raiseKnownDay(sql, input, opened);
    const givenMinor = Number(given.givenMinor);
    const differenceMinor = computeDisagreement(givenMinor, amount);
    await appendAudit(sql, {
      actorId: takerId,
      action: "till.taken-over",
      centreId,
      businessDate,
      after: {
        shiftId,
        tillId,
        number,
        givenMinor,
        takenMinor: amount,
        differenceMinor,
        givenById: given.givenById,
        confirmedBy,
        text: written,
      },
    });
    return { number };
  });
}

/** Nobody on a device that is not allowed for the centre; the reader hands it over themselves. */
export async function listTakers(
  { actorId }: Counts,
  { centreId }: { centreId: string },
  deviceToken: string | undefined,
): Promise<{ people: { id: string; name: string }[] }> {
  const device = await findDeviceOf(centreId, deviceToken);
  const holders = device === null ? [] : await listPinHolders(centreId);
  return { people: holders.filter(({ id }) => id !== actorId) };
}

async function findDeviceOf(
  centreId: string,
  deviceToken: string | undefined,
): Promise<SharedDevice | null> {
  const device = await findDevice(deviceToken);
  return device?.centreId === centreId ? device : null;
}

async function confirmByPin(
  by: NonNullable<TakeOver["by"]>,
  centreId: string,
  deviceToken: string | undefined,
): Promise<string> {
  const device = await findDeviceOf(centreId, deviceToken);
  if (device === null) {
    throw new AppError("REFUSED", "A PIN only works on a device that is allowed in this centre.", {
      reason: "device-refused",
    });
  }
  const outcome = await checkPin(device, by);
  if (outcome.kind === "right") return outcome.person.id;
  if (outcome.kind === "throttled") throw tooManyTries(outcome.seconds);
  const reason = outcome.kind === "locked" ? "pin-locked" : "pin-wrong";
  throw new AppError("REFUSED", "The PIN is wrong, or locked.", { reason });
}

async function findHandOver(sql: Sql, input: TakeOver): Promise<GivenRow | null> {
  const { centreId, businessDate, shiftId, tillId, number } = input;
  const [row] = await sql<GivenRow>(
    `SELECT h.given_by_id AS "givenById", h.given_minor AS "givenMinor",
            t.number IS NOT NULL AS "isTaken"
       FROM hand_over h
       LEFT JOIN take_over t USING (centre_id, business_date, shift_id, till_id, number)
      WHERE h.centre_id = $1 AND h.business_date = $2 AND h.shift_id = $3 AND h.till_id = $4
        AND h.number = $5`,
    [centreId, businessDate, shiftId, tillId, number],
  );
  return row ?? null;
}

const WHY: Record<TakeOverRefusal, string> = {
  "no-hand-over": "There is no such hand-over.",
  "taken-over": "Somebody took this till over already.",
  "same-person": "Somebody else takes over what you handed over.",
};

function refused(reason: TakeOverRefusal): AppError {
  return new AppError("REFUSED", WHY[reason], { reason });
}
