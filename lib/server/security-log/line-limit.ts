import "server-only";

/**
 * Bounds the lines of the security log: each kind of event may write so many lines a minute, and
 * the same person from the same address fewer. The next line says how many were suppressed.
 */
import type { SecurityKind } from "@/lib/domain/security/events";
import { processWide } from "../process-wide";

const MINUTE_MS = 60_000;
const OF_KIND_MAX = 600;
const OF_SENDER_MAX = 60;
/** A script calls the API again and again with its token: one line a minute says that it does. */
const TOKEN_USES_MAX = 1;

type Limited = { isAllowed: boolean; suppressed: number };
type LimitLines = (kind: SecurityKind, sender: string, now: number) => Limited;

const shared = processWide<LimitLines>("security-lines");

export const limitLines: LimitLines = (kind, sender, now) =>
  (shared.value ??= createLineLimit())(kind, sender, now);

export function createLineLimit(): LimitLines {
  let minute = 0;
  let ofSender = new Map<string, number>();
  let ofKind = new Map<string, number>();
  const suppressed = new Map<string, number>();
  return (kind, sender, now) => {
    const current = Math.floor(now / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      ofSender = new Map();
      ofKind = new Map();
    }
    const key = `${kind} ${sender}`;
    const lines = ofKind.get(kind) ?? 0;
    const own = ofSender.get(key) ?? 0;
    const senderMax = kind === "token-used" ? TOKEN_USES_MAX : OF_SENDER_MAX;
    if (lines >= OF_KIND_MAX || own >= senderMax) {
      suppressed.set(kind, (suppressed.get(kind) ?? 0) + 1);
      return { isAllowed: false, suppressed: 0 };
    }
    ofKind.set(kind, lines + 1);
    ofSender.set(key, own + 1);
    const before = suppressed.get(kind) ?? 0;
    suppressed.delete(kind);
    return { isAllowed: true, suppressed: before };
  };
}
