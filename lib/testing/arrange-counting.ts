/** Arranges days to be counted in a centre with a given blind mode, and a user of each role. */
import { createHash } from "node:crypto";
import type { Counting } from "@/lib/contracts/count-settings";
import { recordOpeningSchema, requestRecountSchema } from "@/lib/contracts/count-settings";
import { recordTillCountSchema } from "@/lib/contracts/till-count";
import type { RegisterShift } from "@/lib/domain/cash-sheet";
import { minor } from "@/lib/domain/money";
import { can, type Permission, prove, type Role, ROLES, type Scope } from "@/lib/domain/permission";
import { AppError } from "@/lib/server/app-error";
import { inTransaction } from "@/lib/server/db/sql";
import { storeSheets } from "@/lib/server/sync/store";
import { recordTillCount } from "@/lib/server/till-counts/commands";
import { recordOpening } from "@/lib/server/till-counts/opening-commands";
import { requestRecount } from "@/lib/server/till-counts/recount-commands";
import { getCountSheet } from "@/lib/server/till-counts/sheet";
import { storeCountingOf } from "./arrange-settings";
import { makeCentre, makeUser, type MadeUser } from "./arrange";
import { makeSheet, makeShift } from "./sheet-source";

export const COUNTED_DATE = "2026-03-02";
/**
 * 7,319.77 are expected with a float of 150.00. No other amount of these tests contains these
 * digits.
 */
export const EXPECTED_CASH = 731_977;
const FLOAT = 150_00;

export type Arranged = Awaited<ReturnType<typeof arrangeCounting>>;
type CountPosition = {
  businessDate?: string;
  shiftId?: string;
  tillId?: string;
  tenderId?: string;
};
type Given = CountPosition & Record<string, unknown>;

/** Each role is assigned to one user, in this centre alone. */
export async function arrangeCounting(settings: Partial<Counting> = {}) {
  const { id: centreId } = await makeCentre();
  await storeCountingOf(centreId, settings);
  const people = new Map<Role, MadeUser>();
  for (const role of ROLES) {
    people.set(role, await makeUser({ name: `The ${role}`, roles: [{ centreId, role }] }));
  }
  const actorOf = (role: Role) => people.get(role)?.actor ?? refuseUnknown(role);
  const byManager = (role: Role) => ({
    isManager: can(actorOf(role), "reconciliation:approve", centreId),
  });
  /** Throws FORBIDDEN like the route. */
  const scopeOf = <P extends Permission>(role: Role, permission: P): Scope<P> => {
    const scope = prove(actorOf(role), permission, [centreId]);
    if (scope === null) throw new AppError("FORBIDDEN", permission);
    return scope;
  };
  const position = { businessDate: COUNTED_DATE, shiftId: "1", tillId: "T1" };
  const cash = { ...position, tenderId: "CASH" };
  return {
    centreId,
    scopeOf,
    actorOf,
    day: { centreId, businessDate: COUNTED_DATE },
    store: (businessDate = COUNTED_DATE, shifts: RegisterShift[] = [usualShift()]) =>
      storeDay(centreId, businessDate, shifts),
    sheet: async (role: Role, businessDate = COUNTED_DATE) =>
      getCountSheet(scopeOf(role, "till-count:view"), { centreId, businessDate }, byManager(role)),
    count: async (role: Role, given: Given) => {
      const input = recordTillCountSchema.parse({ centreId, ...cash, ...given });
      const scope = scopeOf(role, "till-count:record");
      return recordTillCount(scope, input, "screen", byManager(role));
    },
    open: async (role: Role, given: Given) => {
      const input = recordOpeningSchema.parse({ centreId, ...position, ...given });
      return recordOpening(scopeOf(role, "till-count:record"), input, byManager(role));
    },
    ask: async (role: Role, given: Given = {}) => {
      const text = "Please count it once more.";
      const input = requestRecountSchema.parse({ centreId, ...cash, text, ...given });
      return requestRecount(scopeOf(role, "recount:request"), input, byManager(role));
    },
  };
}

export function usualShift(partial: Partial<RegisterShift> = {}): RegisterShift {
  const takings = { CASH: EXPECTED_CASH - FLOAT, CARD: 90_00 };
  return makeShift(takings, { float: { amount: minor(FLOAT), rounded: false }, ...partial });
}

async function storeDay(centreId: string, businessDate: string, shifts: RegisterShift[]) {
  const sheet = makeSheet(centreId, businessDate, shifts);
  const payload = JSON.stringify(sheet);
  const hash = createHash("sha256").update(payload).digest("hex");
  await inTransaction((tx) =>
    storeSheets(tx, {
      days: [{ centreId, businessDate }],
      readAt: new Date(),
      sheets: [{ sheet, payload, hash }],
      fieldMapHash: "0".repeat(64),
    }),
  );
}

function refuseUnknown(role: Role): never {
  throw new Error(`There is no ${role}.`);
}
