import { z } from "zod";
import {
  createdWebhookSchema,
  createWebhookSchema,
  webhookListSchema,
} from "@/lib/contracts/webhook";
import { route } from "@/lib/server/api/route";
import { createWebhook } from "@/lib/server/webhooks/commands";
import { listWebhooks } from "@/lib/server/webhooks/deliveries";

export const GET = route({
  summary: "Lists the webhooks, to which changes are sent.",
  permission: "webhook:administer",
  input: z.object({}),
  output: webhookListSchema,
  handle: async (scope) => ({ webhooks: await listWebhooks(scope) }),
});

export const POST = route({
  summary: "Adds a webhook, and returns the secret that signs what it gets, once.",
  permission: "webhook:administer",
  input: createWebhookSchema,
  output: createdWebhookSchema,
  status: 201,
  handle: createWebhook,
});
