import "server-only";

/** The formats whose addresses are settled and whose renderers are not there yet. */
import { AppError } from "../app-error";

export function refuseFormat(format: string): never {
  throw new AppError(
    "NOT_FOUND",
    `Reports as ${format} are not made yet. GET /api/exports/csv takes the same filters.`,
  );
}
