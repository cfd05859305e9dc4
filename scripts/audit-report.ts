/** Words for what a verification of the audit trail has found. */
import type { WitnessReport } from "@/lib/contracts/witness";
import type { Fault } from "@/lib/domain/audit/chain";
import { anchorText } from "@/lib/server/audit/head";
import type { Verification } from "@/lib/server/audit/verify";
import { print } from "./process/print";

const FAULT_TEXTS: Record<Fault, string> = {
  "out-of-place": "is not in its place: its number is not a new one",
  missing: "is missing, though a later one is there",
  "content-changed": "was changed: what it says does not fit its hash",
  "link-broken": "does not follow from the one before: one of the two was replaced",
  "not-as-anchored": "is not the one that was noted: the trail was rewritten",
  "cut-off": "and all after it are missing: the end was cut off before the noted head",
  "not-as-witnessed": "or a later one is not what a witness confirmed: the trail was rewritten",
  "not-as-archived": "is said to be the last that was archived, and no entry records it",
  archived: "is noted or witnessed, and in an archive: compare it with --archive <folder>",
};

export function printVerification({ start, head, broken }: Verification, ms: number): void {
  const entries = head.id - start.id;
  const speed = Math.round(entries / (ms / 1_000)).toLocaleString("en");
  print(`${entries.toLocaleString("en")} entries hold, ${speed} a second.`);
  if (start.id > 0)
    print(`Entries up to ${anchorText(start)} are in an archive, and not verified.`);
  if (broken !== null) print(`BROKEN: entry ${broken.id} ${FAULT_TEXTS[broken.fault]}.`);
  print(`${broken === null ? "Head" : "Last that holds"}: ${anchorText(head)}`);
}

export function printReports(reports: readonly WitnessReport[]): void {
  for (const { kind, name, size, failure } of reports) {
    const entries = size === null ? "nothing" : `${size.toLocaleString("en")} entries`;
    print(`${kind} ${name}: ${failure ?? `confirmed ${entries}`}`);
  }
}
