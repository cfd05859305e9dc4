import "server-only";

/** Makes the AsyncAPI 3 document of the events that webhooks send, from their contracts. */
import { z } from "zod";
import { WEBHOOK_MESSAGES } from "@/lib/contracts/webhook-event";

type Json = Record<string, unknown>;

const HEADERS = {
  type: "object",
  required: ["webhook-id", "webhook-timestamp", "webhook-signature"],
  properties: {
    "webhook-id": { type: "string", description: "The same for every attempt of a message." },
    "webhook-timestamp": { type: "string", description: "Seconds since 1970, in UTC." },
    "webhook-signature": {
      type: "string",
      description: "One or two of `v1,<base64>`: HMAC-SHA-256 of `id.timestamp.body`.",
    },
  },
};

export function describeEvents(): Json {
  const names = Object.keys(WEBHOOK_MESSAGES);
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Counterfoil webhooks",
      version: "1",
      description:
        "Each event is sent as a POST request, signed as the Standard Webhooks specification " +
        "says. Events of one centre and business date come in their order. Money is whole minor units " +
        "with their sign; null means not provided or not counted, and never zero.",
    },
    defaultContentType: "application/json",
    channels: {
      webhook: {
        address: null,
        description: "The address of a webhook, as an administrator entered it.",
        messages: Object.fromEntries(
          names.map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: {
      send: {
        action: "send",
        channel: { $ref: "#/channels/webhook" },
        messages: names.map((name) => ({ $ref: `#/channels/webhook/messages/${name}` })),
      },
    },
    components: {
      messages: Object.fromEntries(
        Object.entries(WEBHOOK_MESSAGES).map(([name, schema]) => [
          name,
          { name, headers: HEADERS, payload: schemaOf(schema) },
        ]),
      ),
    },
  };
}

function schemaOf(schema: z.ZodType): Json {
  const described = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  return Object.fromEntries(Object.entries(described).filter(([name]) => name !== "$schema"));
}
