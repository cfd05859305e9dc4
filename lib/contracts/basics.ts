/** The schemas that several contracts share. */
import { z } from "zod";
import { ID } from "../domain/id";
import { readEntityScope, readNodeScope } from "../domain/organisation/node-scope";

export const idSchema = z.string().trim().regex(ID, "Use 1 to 64 letters, digits, or . _ : / -");

/** A node of the organisation where a centre may be named as well: "@north". */
export const nodeScopeSchema = z.string().refine((scope) => {
  const nodeId = readNodeScope(scope);
  return nodeId !== null && ID.test(nodeId);
}, "Use @ and the id of a node");

/** A legal entity where a centre may be named as well: "#ES1". */
export const entityScopeSchema = z.string().refine((scope) => {
  const entityId = readEntityScope(scope);
  return entityId !== null && ID.test(entityId);
}, "Use # and the id of a legal entity");

/** The date is written `YYYY-MM-DD` and is a real day between 2000 and 2199. */
export const businessDateSchema = z.iso
  .date()
  .refine((date) => date >= "2000-01-01" && date <= "2199-12-31", "Use a date from 2000 on");

/** An amount in whole minor units with its sign. */
export const minorSchema = z.int();

export const instantSchema = z.iso.datetime();

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, "Use an ISO 4217 code such as EUR");

/** A query parameter that may be given once or several times. */
export function many<T extends z.ZodType>(item: T, max: number) {
  return z.preprocess(
    (value: unknown) => (value === undefined ? [] : [value].flat()),
    z.array(item).max(max),
  );
}

/** A query parameter that is "true" or "false"; absent, it is false. */
export const flagSchema = z
  .enum(["true", "false"])
  .default("false")
  .transform((value) => value === "true")
  .pipe(z.boolean());

export const limitSchema = (max: number, usual: number) =>
  z.coerce.number().int().min(1).max(max).default(usual);

export const DAYS_MAX = 400;
/** A filter names at most this many nodes. */
export const NODES_MAX = 50;
export const CENTRES_MAX = 1_000;

type DateRange = { from: string; to: string };

/** Refuses a range that ends before it starts. */
export function ordered<Schema extends z.ZodType<DateRange>>(schema: Schema): Schema {
  return schema.refine(({ from, to }) => from <= to, {
    message: "The range ends before it starts",
    path: ["to"],
  });
}

/** Refuses a range of more than `DAYS_MAX` days as well. */
export function bounded<Schema extends z.ZodType<DateRange>>(schema: Schema): Schema {
  return ordered(schema).refine(
    ({ from, to }) => Date.parse(to) - Date.parse(from) < DAYS_MAX * 86_400_000,
    { message: `Ask for at most ${DAYS_MAX} days at once`, path: ["to"] },
  );
}

/** The response of a command that returns no data. */
export const nothingSchema = z.object({});

type LineOrDay = Partial<Record<"shiftId" | "tillId" | "tenderId", string | undefined>>;

/** A record belongs to a line or to the whole day: a line is named by all three ids, or by none. */
export function namesLineOrDay({ shiftId, tillId, tenderId }: LineOrDay): boolean {
  return new Set([shiftId, tillId, tenderId].map((id) => id === undefined)).size === 1;
}
export const LINE_OR_DAY = {
  message: "Name shift, till and tender, or none of them",
  path: ["shiftId"],
};
