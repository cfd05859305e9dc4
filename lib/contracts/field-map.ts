/**
 * A field map as a file, the database or a page gives it. It is parsed by this schema wherever it
 * comes from. What it leaves out is taken from the built-in map, by `overBuiltIn`.
 */
import { z } from "zod";
import { TENDER_KINDS } from "../domain/cash-sheet";
import {
  AMOUNT_FIELDS,
  DATE_FORMS,
  FIELD_NAMES,
  type FieldName,
  LIST_FIELDS,
  REQUIRED_FIELDS,
  SECTIONS,
  WORD_GROUPS,
} from "../domain/field-map/field-map";
import { KEY_FIELDS, type Locator } from "../domain/field-map/locator";

const KEY = String.raw`[^.@\s{}][^.{}]*`;
// oxlint-disable-next-line security/detect-non-literal-regexp -- of constants
const PATH = new RegExp(String.raw`^@?${KEY}(\.${KEY}){0,5}$`);
const BRACED = String.raw`\{(${KEY_FIELDS.join("|")})\}`;
// oxlint-disable-next-line security/detect-non-literal-regexp -- of constants
const LIST_PATH = new RegExp(String.raw`^(@?${KEY}(\.${KEY}){0,5}(\.${BRACED})?|${BRACED})$`);
const HINT = 'Use a key, or keys joined by points, such as "till.id"';

const path = z.string().max(200).regex(PATH, HINT);
const listPath = z.string().max(200).regex(LIST_PATH, HINT);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const text = z.string().min(1).max(120);
const words = z.array(z.string().min(1).max(60)).max(200);
const kind = z.enum(TENDER_KINDS);

const scalar = z.union([z.string().max(120), z.number(), z.boolean()]);
const where = z
  .record(path, z.array(scalar).min(1).max(50))
  .refine((filter) => Object.keys(filter).length > 0, "Name at least one key");
const term = z.union([path, z.strictObject({ in: path, where: where.optional(), path })]);
const sum = z.strictObject({
  plus: z.array(term).max(20),
  minus: z.array(term).max(20).default([]),
});
const column = z.strictObject({
  path: z.union([path, sum]),
  tenderId: id,
  tenderName: text.optional(),
  kind: kind.optional(),
});
const locator = z.union([
  listPath,
  z.strictObject({ path: listPath, where }),
  z.strictObject({ in: path, where: where.optional(), path }),
  sum,
  z.strictObject({ columns: z.array(column).min(1).max(50) }),
  z.strictObject({ constant: scalar }),
]);

const fields = z
  .partialRecord(z.enum(FIELD_NAMES), z.array(locator).max(50))
  .superRefine((given, context) => {
    for (const [field, locators] of Object.entries(given)) {
      for (const [index, each] of locators.entries()) {
        const message = findMisuse(field as FieldName, each);
        if (message !== null) context.addIssue({ code: "custom", message, path: [field, index] });
      }
    }
  });

function findMisuse(field: FieldName, given: Locator): string | null {
  const isList = LIST_FIELDS.some((each) => each === field);
  const isAmount = AMOUNT_FIELDS.some((each) => each === field);
  if (typeof given === "string") {
    return !isList && given.includes("{") ? "A key in braces is for lists only" : null;
  }
  if ("columns" in given) return field === "tenders" ? null : "Columns are for tenders only";
  if ("constant" in given) {
    return isList || isAmount ? "A constant can be neither a list nor an amount" : null;
  }
  if ("plus" in given) return isAmount ? null : "Only an amount can be a sum";
  if ("in" in given) return isList ? "A list can't be taken out of another list" : null;
  return isList ? null : "A filter without “in” is for lists only";
}

const parameter = z.string().regex(/^[A-Za-z][\w.$[\]-]{0,59}$/);
const parameters = z.strictObject({ from: parameter, to: parameter, centres: parameter });
const perPage = z.int().min(1).max(10_000);
const pages = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("number"),
    page: parameter,
    first: z.union([z.literal(0), z.literal(1)]).optional(),
    size: parameter.optional(),
    perPage: perPage.optional(),
    total: path.optional(),
  }),
  z.strictObject({
    by: z.literal("offset"),
    offset: parameter,
    limit: parameter,
    perPage,
    total: path.optional(),
  }),
  z.strictObject({ by: z.literal("cursor"), parameter, next: path }),
  z.strictObject({ by: z.literal("link"), next: path }),
]);
const request = z
  .strictObject({
    // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
    path: z.string().regex(/^(\/[\w.~-]+){1,10}$/),
    parameters: z.array(parameters).min(1).max(16),
    fixed: z.record(parameter, z.string().max(200)),
    dates: z.enum(["date-time", "date", "utc"]),
    centres: z.enum(["comma", "repeated"]),
    pages: pages.nullable(),
    daysMax: z.int().min(1).max(31),
  })
  .partial();

const values = z
  .strictObject({
    tenderKind: z.record(text, kind),
    entryDirection: z.record(text, z.enum(["contribution", "withdrawal"])),
    entryPaidWith: z.record(text, z.enum(["till", "elsewhere"])),
    status: z.record(text, text),
    currency: z.record(text, z.string().regex(/^[A-Z]{3}$/)),
  })
  .partial();

export const fieldMapFileSchema = z.strictObject({
  $schema: z.string().optional(),
  about: z.string().max(2_000).optional(),
  rows: listPath.nullable().optional(),
  fields: fields.optional(),
  required: z.array(z.enum(REQUIRED_FIELDS)).max(REQUIRED_FIELDS.length).optional(),
  always: z.array(z.enum(SECTIONS)).max(SECTIONS.length).optional(),
  ignored: z.array(z.string().regex(/^\$/).max(400)).max(500).optional(),
  words: z.partialRecord(z.enum(WORD_GROUPS), words).optional(),
  values: values.optional(),
  assumed: z
    .strictObject({ shiftId: id, tillId: id, cash: id, card: id, voucher: id })
    .partial()
    .optional(),
  amounts: z
    .strictObject({
      scale: z.enum(["major", "minor"]).nullable(),
      decimalMark: z.enum([".", ","]).nullable(),
    })
    .partial()
    .optional(),
  dates: z.enum(DATE_FORMS).optional(),
  moments: z.enum(["zone-date", "business-day"]).nullable().optional(),
  request: request.optional(),
});
export type FieldMapFile = z.infer<typeof fieldMapFileSchema>;
