import { nothingSchema } from "@/lib/contracts/basics";
import {
  changedWebhookSchema,
  changeWebhookSchema,
  webhookKeySchema,
} from "@/lib/contracts/webhook";
import { route } from "@/lib/server/api/route";
import { changeWebhook, removeWebhook } from "@/lib/server/webhooks/commands";

export const PUT = route({
  summary: "Changes a webhook, stops it, or lets it go on.",
  permission: "webhook:administer",
  input: changeWebhookSchema,
  output: changedWebhookSchema,
  handle: changeWebhook,
});

export const DELETE = route({
  summary: "Removes a webhook with its deliveries.",
  permission: "webhook:administer",
  input: webhookKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removeWebhook(scope, input);
    return {};
  },
});
