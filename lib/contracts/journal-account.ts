/** The accounts of the journal: which account each part of a closed day is posted to. */
import { z } from "zod";
import { ANY, formatSelector } from "../domain/journal/account-rule";
import { mayHaveVat, PURPOSE_SELECTORS, PURPOSES, SELECTOR_KINDS } from "../domain/journal/purpose";
import {
  businessDateSchema,
  entityScopeSchema,
  idSchema,
  instantSchema,
  nodeScopeSchema,
} from "./basics";

const ACCOUNT_MAX = 60;
const PPM_MAX = 1_000_000;

/** Every accounting program takes it: it is never a formula, a comment or two columns of a file. */
const accountSchema = z
  .string()
  .trim()
  .max(ACCOUNT_MAX)
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  .regex(/^[\p{L}\p{N}](?: ?[\p{L}\p{N}.:_/&-])*$/u, "Use letters, digits, spaces or . : _ / & -");

const taxCodeSchema = z
  .string()
  .trim()
  .max(ACCOUNT_MAX)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} .:%()_/&-]*$/u, "Use letters, digits, spaces or . : % _ / & -");

const selectorSchema = z.union([
  z.literal(ANY),
  z
    .object({ kind: z.enum(SELECTOR_KINDS), value: z.string().trim().min(1).max(200) })
    .transform(({ kind, value }) => formatSelector(kind, value)),
]);

/** What input tax a gross amount includes: a share, in millionths, of the net amount. */
const vatSchema = z.object({ account: accountSchema, ppm: z.int().min(0).max(PPM_MAX) });

const ruleSchema = z.object({
  /** A centre, a node as "@north", a legal entity as "#ES1", or "*" for every centre. */
  scopeId: z.string(),
  /** The name of the centre, node or entity; null when the rule applies to every centre. */
  scopeName: z.string().nullable(),
  purpose: z.enum(PURPOSES),
  /** "*", "kind:cash", "tender:VISA", "label:ice" or "reason:other". */
  selector: z.string(),
  version: z.int(),
  /** Null: from the first day of the version on, there is no such rule. */
  account: z.string().nullable(),
  vat: z.object({ account: z.string(), ppm: z.int() }).nullable(),
  taxCode: z.string().nullable(),
  validFrom: businessDateSchema,
  createdBy: z.string().nullable(),
  createdAt: instantSchema,
});
export type JournalAccount = z.infer<typeof ruleSchema>;

/** Every version, sorted by scope, purpose and selector, the latest first. */
export const journalAccountListSchema = z.object({ rules: z.array(ruleSchema) });
export type JournalAccountList = z.infer<typeof journalAccountListSchema>;

export const changeJournalAccountSchema = z
  .object({
    scopeId: z.union([z.literal(ANY), nodeScopeSchema, entityScopeSchema, idSchema]),
    purpose: z.enum(PURPOSES),
    selector: selectorSchema,
    account: accountSchema.nullable(),
    vat: vatSchema.nullable().default(null),
    taxCode: taxCodeSchema.nullable().default(null),
    validFrom: businessDateSchema,
    /** The latest version that was shown; 0 when there was none. */
    basedOnVersion: z.int().min(0),
  })
  .refine(({ purpose, vat }) => vat === null || mayHaveVat(purpose), {
    message: "Only expenses include input tax",
    path: ["vat"],
  })
  .refine(
    ({ purpose, selector }) =>
      selector === ANY ||
      // oxlint-disable-next-line security/detect-object-injection -- an enumeration
      PURPOSE_SELECTORS[purpose].some((kind) => selector.startsWith(`${kind}:`)),
    { message: "This purpose is not told apart by that", path: ["selector"] },
  );
export type ChangeJournalAccount = z.infer<typeof changeJournalAccountSchema>;

/** What recent cash sheets call their entries, such as expenses. */
export const seenLabelListSchema = z.object({
  labels: z.array(z.object({ purpose: z.enum(PURPOSES), label: z.string() })),
});
export type SeenLabelList = z.infer<typeof seenLabelListSchema>;
