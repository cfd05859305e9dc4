import { rotatedSecretSchema, webhookKeySchema } from "@/lib/contracts/webhook";
import { route } from "@/lib/server/api/route";
import { rotateSecret } from "@/lib/server/webhooks/commands";

export const POST = route({
  summary: "Replaces the secret of a webhook; for a day the one before signs as well.",
  permission: "webhook:administer",
  input: webhookKeySchema,
  output: rotatedSecretSchema,
  status: 201,
  handle: rotateSecret,
});
