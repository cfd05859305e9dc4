import {
  deliveryListSchema,
  deliverySearchSchema,
  sendDeliverySchema,
  sentDeliverySchema,
} from "@/lib/contracts/webhook";
import { route } from "@/lib/server/api/route";
import { listDeliveries, sendDelivery } from "@/lib/server/webhooks/deliveries";

export const GET = route({
  summary: "Lists what a webhook was sent, newest first, and what became of it.",
  permission: "webhook:administer",
  input: deliverySearchSchema,
  output: deliveryListSchema,
  handle: listDeliveries,
});

export const POST = route({
  summary: "Sends a delivery again under its id, or a test.",
  permission: "webhook:administer",
  input: sendDeliverySchema,
  output: sentDeliverySchema,
  status: 202,
  handle: sendDelivery,
});
