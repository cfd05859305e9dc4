import "server-only";

/** Lists the fields of a route's input, and refuses parameters of a query that it does not have. */
import { z } from "zod";
import { AppError } from "../app-error";

/**
 * Returns the fields of an object schema, also of one that transforms what it parsed, and of all
 * the schemas of a union.
 */
export function fieldsOf(schema: z.core.$ZodType): Record<string, z.ZodType> {
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.in);
  if (schema instanceof z.ZodUnion) {
    return Object.fromEntries(schema.options.flatMap((each) => Object.entries(fieldsOf(each))));
  }
  return schema instanceof z.ZodObject ? schema.shape : {};
}

/**
 * A misspelled parameter would be ignored without a word: `?dryrun=true` would store what
 * `?dryRun=true` only tries.
 */
export function refuseUnknownParameters(schema: z.ZodType, names: readonly string[]): void {
  const known = Object.keys(fieldsOf(schema));
  const errors = names
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: name, message: describeUnknown(name, known) }));
  const [first] = errors;
  if (first !== undefined) throw new AppError("INVALID", `${first.message}.`, { errors });
}

function describeUnknown(name: string, known: readonly string[]): string {
  const meant = known.find((each) => each.toLowerCase() === name.toLowerCase());
  const unknown = `There is no parameter ${JSON.stringify(name.slice(0, 60))}`;
  return meant === undefined ? unknown : `${unknown}; ${meant} was probably meant`;
}
