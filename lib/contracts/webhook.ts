/** Webhooks: where changes are sent to, and what became of each delivery. */
import { z } from "zod";
import { WEBHOOK_EVENTS } from "../domain/webhook/event";
import { idSchema, instantSchema } from "./basics";

const WEBHOOK_CENTRES_MAX = 1_000;

const fields = {
  name: z.string().trim().min(1, "Enter a name").max(80),
  url: z.url({ protocol: /^https?$/, error: "Use an https:// address" }).max(2_000),
  /** Empty stands for every event. */
  events: z.array(z.enum(WEBHOOK_EVENTS)).max(WEBHOOK_EVENTS.length),
  /** Empty stands for every centre. */
  onlyCentres: z.array(idSchema).max(WEBHOOK_CENTRES_MAX),
  /** Only of centres that were below this node on the date of the event; null stands for all. */
  nodeId: idSchema.nullable().default(null),
};

export const createWebhookSchema = z.object(fields);
export type CreateWebhook = z.infer<typeof createWebhookSchema>;

/** `secret` is shown only once. */
export const createdWebhookSchema = z.object({ id: z.string(), secret: z.string() });

const webhookKey = { webhookId: z.uuid() };
export const webhookKeySchema = z.object(webhookKey);

export const changeWebhookSchema = z.object({
  ...webhookKey,
  ...fields,
  /** The version that was read; another one in force is a conflict. */
  version: z.int(),
  /** False stops it: what happens meanwhile is sent when it goes on. */
  active: z.boolean(),
});
export type ChangeWebhook = z.infer<typeof changeWebhookSchema>;
export const changedWebhookSchema = z.object({ version: z.int() });

/** Until then both secrets sign. */
export const rotatedSecretSchema = z.object({ secret: z.string(), previousUntil: instantSchema });

const webhookSchema = z.object({
  id: z.string(),
  ...fields,
  version: z.int(),
  createdAt: instantSchema,
  /** The earlier secret signs too until then; null when there is one secret. */
  previousUntil: instantSchema.nullable(),
  /** Why nothing is sent; null while it is. */
  stoppedBy: z.enum(["gone", "administrator"]).nullable(),
  pending: z.int(),
  failed: z.int(),
  lastDeliveredAt: instantSchema.nullable(),
});
export type WebhookRow = z.infer<typeof webhookSchema>;
export const webhookListSchema = z.object({ webhooks: z.array(webhookSchema) });

export const CONNECTION_FAILURES = [
  "private-address",
  "host-not-allowed",
  "unknown-host",
  "unreachable",
  "timeout",
  "bad-certificate",
] as const;
export type ConnectionFailure = (typeof CONNECTION_FAILURES)[number];

const DELIVERY_FAILURES = [...CONNECTION_FAILURES, "secret-unreadable"] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];

const DELIVERY_STATES = ["pending", "delivered", "failed"] as const;

export const deliverySearchSchema = z.object({
  ...webhookKey,
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "Use the nextCursor of the response before")
    .optional(),
});

const deliverySchema = z.object({
  /** The `webhook-id` that is sent, the same for every attempt. */
  id: z.string(),
  event: z.string(),
  centreId: z.string().nullable(),
  businessDate: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  createdAt: instantSchema,
  /** Null when nothing more is tried. */
  nextAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  status: z.int().nullable(),
  failure: z.enum(DELIVERY_FAILURES).nullable(),
  response: z.string().nullable(),
});
export type DeliveryRow = z.infer<typeof deliverySchema>;
export const deliveryListSchema = z.object({
  deliveries: z.array(deliverySchema),
  nextCursor: z.string().nullable(),
});

/** Sends a delivery again under its id; without one, sends a test. */
export const sendDeliverySchema = z.object({ ...webhookKey, deliveryId: z.uuid().optional() });
export const sentDeliverySchema = z.object({ id: z.string() });
