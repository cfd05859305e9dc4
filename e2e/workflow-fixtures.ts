/**
 * The fixtures of signing: a centre whose day was read, two levels of tolerance, and three users
 * who sign.
 */
import { type ApiLine, linesOf } from "./arrange";
import { type DayKey, type Signatories, makeSignatory, setTolerance } from "./arrange-workflow";
import { expect, expectAccessible, test as base } from "./fixtures";

/** The float of the first till in every cash sheet of the sandbox. */
export const FLOAT_MINOR = 20_000;

export const test = base.extend<{
  signatories: Signatories;
  day: DayKey;
  /** The cash line of a till whose float is less than its expected amount. */
  cash: ApiLine;
  /** A line of the same day that is not cash. */
  other: ApiLine;
}>({
  signatories: async ({ administrator, centre, baseURL }, give) => {
    const at = { baseURL: baseURL ?? "", centreId: centre.id };
    await setTolerance(administrator, centre.id);
    const signatories = {
      counter: await makeSignatory(administrator, { ...at, roles: ["counter"] }),
      reviewer: await makeSignatory(administrator, { ...at, roles: ["reviewer"] }),
      approver: await makeSignatory(administrator, { ...at, roles: ["approver"] }),
    };
    await give(signatories);
    for (const { api } of Object.values(signatories)) await api.dispose();
  },
  day: async ({ centre, date }, give) => {
    await give({ centreId: centre.id, date });
  },
  cash: async ({ signatories, day }, give) => {
    const lines = await linesOf(signatories.reviewer.api, day);
    await give(
      found(
        lines.find(
          ({ tenderKind, tillName, expectedMinor }) =>
            tenderKind === "cash" && tillName === "Till 1" && (expectedMinor ?? 0) > FLOAT_MINOR,
        ),
      ),
    );
  },
  other: async ({ signatories, day }, give) => {
    const lines = await linesOf(signatories.reviewer.api, day);
    await give(
      found(
        lines.findLast(
          ({ tenderKind, expectedMinor }) => tenderKind !== "cash" && (expectedMinor ?? 0) > 0,
        ),
      ),
    );
  },
});

export function isSame(one: ApiLine, other: ApiLine): boolean {
  return (
    one.shiftId === other.shiftId && one.tillId === other.tillId && one.tenderId === other.tenderId
  );
}

function found(line: ApiLine | undefined): ApiLine {
  if (line === undefined) throw new Error("the sandbox gives every trading day such a line");
  return line;
}

export { expect, expectAccessible };
