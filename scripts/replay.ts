/**
 * npm run cashrec:replay [-- --check] [--map FILE]
 * Reads every stored payload of Cashrec again with the field map in force, and stores what changes.
 * With `--check` it writes nothing, says what would change, and exits with 1 when anything would;
 * `--map` tries a file instead of the map in force, which only a check can do.
 */
import { formatPlain, minor } from "@/lib/domain/money";
import type { DayKey } from "@/lib/domain/keys";
import { loadFieldMap } from "@/lib/server/cashrec/field-map-file";
import { findMapInForce } from "@/lib/server/cashrec/map-in-force";
import { disconnect } from "@/lib/server/db/client";
import { NOTHING_READ, replayStep, type ReplayStep } from "@/lib/server/replay/step";
import { exitWithError, print } from "./process/print";
import { readOptions } from "./process/read-options";

try {
  process.exitCode = await run();
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

async function run(): Promise<number> {
  const { values } = readOptions({
    options: { check: { type: "boolean", default: false }, map: { type: "string" } },
  });
  const inForce = await findMapInForce();
  const loaded = values.map === undefined ? inForce : loadFieldMap(values.map);
  if (!values.check && loaded.hash !== inForce.hash) {
    print(
      "Sheets are stored only as the field map in force reads them. Save this one on " +
        "Settings → Connection, or name it in CASHREC_FIELD_MAP, and run this again; " +
        "or try it with --check.",
    );
    return 2;
  }
  let last: DayKey | null = null;
  let result = NOTHING_READ;
  for (;;) {
    const step: ReplayStep = await replayStep(last, result, { loaded, write: !values.check });
    ({ last, result } = step);
    if (last === null) break;
  }
  report(result, values.check);
  return values.check && result.changedSheets + result.unreadable > 0 ? 1 : 0;
}

function report(result: ReplayStep["result"], isCheck: boolean): void {
  for (const { centreId, businessDate, message } of result.problems) {
    print(`Unreadable: centre ${centreId} on ${businessDate}. ${message}`);
  }
  for (const line of result.examples) {
    const amount = (value: number | null) =>
      value === null ? "none" : formatPlain(minor(value), line.currency);
    print(
      `Centre ${line.centreId} on ${line.businessDate}, shift ${line.shiftId}, ` +
        `till ${line.tillId}, ${line.tenderId}: ` +
        `${amount(line.beforeMinor)} → ${amount(line.afterMinor)} ${line.currency}`,
    );
  }
  const would = isCheck ? "would change" : "changed";
  print(
    `${result.sheets} sheets read again, ${result.changedSheets} ${would}, with ` +
      `${result.changedLines} lines; ${result.signedOff} of them on days that are signed off, ` +
      `and ${result.unreadable} can't be read and stay.`,
  );
}
