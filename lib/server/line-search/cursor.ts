import "server-only";

/**
 * Encodes where a page of lines ended as an opaque text. It names the last line's key, so that a
 * page neither repeats nor skips a line when others arrive meanwhile.
 */
import { z } from "zod";
import { SORTS, type Sort } from "@/lib/contracts/search";
import type { LineKey } from "@/lib/domain/keys";
import { AppError } from "../app-error";

/**
 * `value` is the sorted figure as PostgreSQL wrote it, in its currency's minor unit; both are empty
 * when the sort is by date.
 */
export type Position = { sort: Sort; currency: string; value: string; key: LineKey };

const cursorSchema = z.tuple([
  z.enum(SORTS),
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  z.string().regex(/^([A-Z]{3})?$/),
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  z.string().regex(/^(-?\d{1,19})?$/),
  ...([z.string(), z.string(), z.string(), z.string(), z.string()] as const),
]);

export function writeCursor({ sort, currency, value, key }: Position): string {
  const { businessDate, centreId, shiftId, tillId, tenderId } = key;
  const parts = [sort, currency, value, businessDate, centreId, shiftId, tillId, tenderId];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Throws INVALID when the text is not a cursor, or was made for another sort. */
export function readCursor(text: string, expected: Sort): Position {
  const parsed = cursorSchema.safeParse(jsonOf(Buffer.from(text, "base64url").toString("utf8")));
  if (!parsed.success || parsed.data[0] !== expected) {
    throw new AppError("INVALID", "The cursor is not one that this list gave out.", {
      errors: [{ path: "cursor", message: "Start again without a cursor" }],
    });
  }
  const [sort, currency, value, ...key] = parsed.data;
  const [businessDate, centreId, shiftId, tillId, tenderId] = key;
  return { sort, currency, value, key: { businessDate, centreId, shiftId, tillId, tenderId } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A text that is not JSON is not a cursor, and the schema refuses it.
  }
}
