/** The inputs of webhooks, which belong to the organisation. No host is called like theirs. */
type At = { webhookId: string };

const WEBHOOK = {
  name: "Matrix",
  url: "https://receiver.invalid",
  events: [],
  onlyCentres: [],
  nodeId: null,
};

const ofWebhook =
  (body?: object) =>
  ({ webhookId }: At) => ({
    centre: "none" as const,
    path: { webhookId },
    ...(body === undefined ? {} : { body }),
  });

export const WEBHOOK_INPUTS = {
  "POST /api/webhooks": () => ({ centre: "none" as const, body: WEBHOOK }),
  "PUT /api/webhooks/{webhookId}": ofWebhook({ ...WEBHOOK, version: 0, active: true }),
  "POST /api/webhooks/{webhookId}/secrets": ofWebhook({}),
  "GET /api/webhooks/{webhookId}/deliveries": ofWebhook(),
  "POST /api/webhooks/{webhookId}/deliveries": ofWebhook({}),
  "DELETE /api/webhooks/{webhookId}": ofWebhook(),
};
