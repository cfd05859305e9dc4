import "server-only";

/** Lists the shared devices that are allowed, and who has a PIN in which centre. */
import type { DeviceRow, PinState } from "@/lib/contracts/device";
import { rolesWith, type Scope } from "@/lib/domain/permission";
import { PIN_FAILURES_MAX } from "@/lib/domain/pin";
import { IS_ENABLED } from "../db/enabled-account";
import { sql } from "../db/sql";

type StoredDevice = Omit<DeviceRow, "allowedAt" | "lastUsedAt"> & {
  allowedAt: Date;
  lastUsedAt: Date | null;
};

export async function listDevices({ centreIds }: Scope<"device:administer">): Promise<DeviceRow[]> {
  const rows = await sql<StoredDevice>(
    `SELECT d.id, d.name, d.centre_id AS "centreId", c.name AS "centreName",
            coalesce(u.name, '') AS "allowedBy", d.allowed_at AS "allowedAt",
            d.last_used_at AS "lastUsedAt"
       FROM shared_device d JOIN centre c ON c.id = d.centre_id
       LEFT JOIN "user" u ON u.id = d.allowed_by_id
      WHERE d.revoked_at IS NULL AND ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
      ORDER BY c.name, d.name, d.id`,
    [centreIds],
  );
  return rows.map((row) => ({
    ...row,
    allowedAt: row.allowedAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}

type PinRow = {
  centreId: string;
  centreName: string;
  userId: string;
  name: string;
  failures: number | null;
  setAt: Date | null;
};

const MAY_COUNT = rolesWith("till-count:record");
const ROWS_MAX = 1_000;

/** Everyone who may count in the centre, with a PIN or without. */
export async function listPinsOfCentre(
  _scope: Scope<"device:administer">,
  { centreId }: { centreId: string },
): Promise<PinState[]> {
  const rows = await sql<PinRow>(
    `SELECT c.id AS "centreId", c.name AS "centreName", u.id AS "userId", u.name,
            p.failures, p.set_at AS "setAt"
       FROM centre c CROSS JOIN "user" u
       LEFT JOIN counter_pin p ON p.user_id = u.id AND p.centre_id = c.id
      WHERE c.id = $1 AND ${IS_ENABLED}
        AND EXISTS (SELECT FROM granted_role m
                     WHERE m.user_id = u.id AND m.centre_id IN (c.id, '*') AND m.role = ANY ($2))
      ORDER BY u.name, u.id LIMIT ${ROWS_MAX}`,
    [centreId, MAY_COUNT],
  );
  return rows.map(toState);
}

/** The centres in which the reader may count, with their own PIN or without. */
export async function listOwnPins({
  actorId,
  centreIds,
}: Scope<"till-count:record">): Promise<PinState[]> {
  const rows = await sql<PinRow>(
    `SELECT c.id AS "centreId", c.name AS "centreName", u.id AS "userId", u.name,
            p.failures, p.set_at AS "setAt"
       FROM centre c JOIN "user" u ON u.id = $1
       LEFT JOIN counter_pin p ON p.user_id = u.id AND p.centre_id = c.id
      WHERE $2::text[] IS NULL OR c.id = ANY ($2::text[])
      ORDER BY c.name, c.id LIMIT ${ROWS_MAX}`,
    [actorId, centreIds],
  );
  return rows.map(toState);
}

function toState({ failures, setAt, ...row }: PinRow): PinState {
  const isLocked = failures !== null && failures >= PIN_FAILURES_MAX;
  return {
    ...row,
    state: failures === null ? "none" : isLocked ? "locked" : "set",
    setAt: setAt?.toISOString() ?? null,
  };
}
