/** What people are informed of, and how they want to be. */
import { z } from "zod";
import { LANGUAGES } from "../domain/format";
import { isTimeZone } from "../domain/notice/clock";
import { NOTICE_KINDS, SUBSCRIPTION_KINDS, TIMED_KINDS } from "../domain/notice/notice";
import { WATCH_PATTERNS } from "../domain/variance/patterns";
import { currencySchema, instantSchema, minorSchema } from "./basics";

const NOTICES_MAX = 200;

/** "unconfirmed": the mail server had the mail, and nobody knows what it responded. */
const UNDELIVERED = ["bounced", "failed", "unconfirmed"] as const;

const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  /** The schedule whose file it is about. */
  reportName: z.string().nullable(),
  centreName: z.string().nullable(),
  businessDate: z.string().nullable(),
  /** The line that it is about; a name that Cashrec does not give is its id. */
  line: z.object({ shift: z.string(), till: z.string(), tender: z.string() }).nullable(),
  /** Null also for readers who may not see it. */
  differenceMinor: minorSchema.nullable(),
  currency: z.string().nullable(),
  /** What was found in the figures of a centre. */
  pattern: z.enum(WATCH_PATTERNS).nullable(),
  /** Who wrote or assigned. */
  by: z.string().nullable(),
  /** The message that it is about. */
  text: z.string().nullable(),
  href: z.string(),
  madeAt: instantSchema,
  readAt: instantSchema.nullable(),
});
export type NoticeView = z.infer<typeof noticeSchema>;

/** GET /api/notices: the newest first. */
export const noticeListSchema = z.object({
  notices: z.array(noticeSchema),
  unread: z.int(),
});
export type NoticeList = z.infer<typeof noticeListSchema>;

/** GET /api/notices/unread */
export const unreadSchema = z.object({ unread: z.int() });

/** POST /api/notices/readings: these have been read, or all that were made until an instant. */
export const readNoticesSchema = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(NOTICES_MAX) }),
  z.object({ until: instantSchema }),
]);

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use a time such as 01:00");

const subscriptionSchema = z
  .object({
    kind: z.enum(SUBSCRIPTION_KINDS),
    mail: z.boolean(),
    /** By the clock of the centre; of a digest by that of the reader. */
    atTime: timeSchema.nullable().default(null),
    /** Differences above this amount; null: above the second level. */
    amountMinor: minorSchema.min(0).nullable().default(null),
    currency: currencySchema.nullable().default(null),
  })
  .refine(({ kind, atTime }) => (atTime !== null) === TIMED_KINDS.includes(kind), {
    message: "Enter a time",
    path: ["atTime"],
  })
  .refine(({ amountMinor, currency }) => (amountMinor === null) === (currency === null), {
    message: "Enter an amount and its currency",
    path: ["amountMinor"],
  });

const choicesSchema = z.object({
  language: z.enum(LANGUAGES),
  timeZone: z.string().max(64).refine(isTimeZone, "Choose a time zone"),
  /** No mail is sent between these times of the zone; they may span midnight. */
  quietFrom: timeSchema.nullable(),
  quietTo: timeSchema.nullable(),
  subscriptions: z.array(subscriptionSchema).max(SUBSCRIPTION_KINDS.length),
});

/** PUT /api/notice-settings. `version` is that of the settings that the user saw, 0 for none. */
export const changeNoticeSettingsSchema = choicesSchema
  .extend({ version: z.int().min(0) })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    message: "Enter both times, or none",
    path: ["quietTo"],
  })
  .refine(
    ({ subscriptions }) =>
      new Set(subscriptions.map(({ kind }) => kind)).size === subscriptions.length,
    { message: "Name each kind once", path: ["subscriptions"] },
  );
export type ChangeNoticeSettings = z.infer<typeof changeNoticeSettingsSchema>;

export const noticeSettingsSchema = choicesSchema.extend({
  version: z.int(),
  /** Null until they were saved once; then the language and zone of the page are offered. */
  available: z.array(z.enum(SUBSCRIPTION_KINDS)),
  /** Currencies of the centres that the reader may see. */
  currencies: z.array(z.string()),
  address: z.string(),
  mailIsConfigured: z.boolean(),
  /** Mails to the reader that could not be delivered, the newest first. */
  undelivered: z.array(
    z.object({ at: instantSchema, state: z.enum(UNDELIVERED), error: z.string() }),
  ),
});
export type NoticeSettingsView = z.infer<typeof noticeSettingsSchema>;

/** GET /api/mails: of everyone, for administrators. */
export const mailListSchema = z.object({
  queued: z.int(),
  sent: z.int(),
  undelivered: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      at: instantSchema,
      state: z.enum(UNDELIVERED),
      error: z.string(),
    }),
  ),
});
export type MailList = z.infer<typeof mailListSchema>;
