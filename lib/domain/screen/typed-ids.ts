/** Reads a list of centre ids as somebody types or pastes it; `101-120` stands for a range. */
import { ID } from "../id";

export type TypedIds =
  | { kind: "ids"; ids: string[] }
  | { kind: "missing" }
  | { kind: "many" }
  | { kind: "wrong"; id: string };

const RANGE = /^(\d{1,12})-(\d{1,12})$/;

export function readTypedIds(text: string, idsMax: number): TypedIds {
  const ids = new Set<string>();
  for (const part of text.split(/[\s,;|]+/)) {
    if (part === "") continue;
    if (!ID.test(part)) return { kind: "wrong", id: part };
    const [, first = "", last = ""] = RANGE.exec(part) ?? [];
    const span = first === "" ? -1 : Number(last) - Number(first);
    if (span < 0) ids.add(part);
    if (ids.size + span + 1 > idsMax) return { kind: "many" };
    for (let at = 0; at <= span; at += 1) {
      ids.add(String(Number(first) + at).padStart(first.length, "0"));
    }
  }
  return ids.size === 0 ? { kind: "missing" } : { kind: "ids", ids: [...ids] };
}
