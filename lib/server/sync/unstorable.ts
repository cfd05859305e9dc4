import "server-only";

/** Finds the text in a sheet that PostgreSQL can't store, so that a failure can name its path. */
import { pathText } from "@/lib/domain/field-map/cursor";
import { AppError } from "../app-error";
import type { FetchedSheet } from "../cashrec/client";
import { codeOf } from "./failure";

/** PostgreSQL reports these codes for a NUL, and for halves of characters in text and in JSON. */
const UNSTORABLE = new Set(["22021", "22P05", "22P02"]);

/** Returns the failure of the part, or the error itself where it is another one. */
export function explainUnstorable(error: unknown, sheets: readonly FetchedSheet[]): unknown {
  const code = codeOf(error);
  if (code === null || !UNSTORABLE.has(code)) return error;
  for (const { sheet } of sheets) {
    const path = findUnstorable(sheet, []);
    if (path === null) continue;
    const { centreId, businessDate } = sheet;
    return new AppError(
      "UPSTREAM_CHANGED",
      `The cash sheet of centre ${centreId} on ${businessDate} holds characters that can't be ` +
        `stored, at ${pathText(path)}. Nothing of this part was stored.`,
    );
  }
  return error;
}

function findUnstorable(value: unknown, path: (string | number)[]): (string | number)[] | null {
  if (typeof value === "string") {
    return value.includes("\u0000") || /\p{Surrogate}/u.test(value) ? path : null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    const found = findUnstorable(inner, [...path, step]);
    if (found !== null) return found;
  }
  return null;
}
