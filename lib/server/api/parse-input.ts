import "server-only";

/** Parses what a request sent, and refuses invalid input with every field that is wrong. */
import type { z } from "zod";
import { AppError } from "../app-error";

export function parseInput<Input>(schema: z.ZodType<Input>, values: unknown): Input {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: path.join("."),
    message,
  }));
  const first = errors[0];
  throw new AppError(
    "INVALID",
    first === undefined ? "The input is not valid" : `${first.path || "input"}: ${first.message}`,
    { errors },
  );
}
