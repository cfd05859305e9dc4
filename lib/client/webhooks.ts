/** The queries and requests about webhooks and their deliveries. */
import { queryOptions } from "@tanstack/react-query";
import type { ChangeWebhook, CreateWebhook } from "../contracts/webhook";
import { api } from "./http";

const PATH = "/api/webhooks/{webhookId}";

export const webhooksQuery = () =>
  queryOptions({
    queryKey: ["webhooks"],
    queryFn: async ({ signal }) => (await api.get("/api/webhooks", { signal })).webhooks,
  });

/** It is read again and again, and sooner while something is on its way. */
export const deliveriesQuery = (webhookId: string) =>
  queryOptions({
    queryKey: ["webhooks", webhookId, "deliveries"],
    queryFn: async ({ signal }) =>
      (await api.get(`${PATH}/deliveries`, { params: { webhookId }, signal })).deliveries,
    refetchInterval: ({ state }) =>
      state.data?.some((delivery) => delivery.state === "pending") === true ? 2_000 : 10_000,
  });

export function createWebhook(body: CreateWebhook) {
  return api.send("POST", "/api/webhooks", { body });
}

export function changeWebhook({ webhookId, ...body }: ChangeWebhook) {
  return api.send("PUT", PATH, { params: { webhookId }, body });
}

export function removeWebhook(webhookId: string) {
  return api.send("DELETE", PATH, { params: { webhookId } });
}

export function rotateSecret(webhookId: string) {
  return api.send("POST", `${PATH}/secrets`, { params: { webhookId }, body: {} });
}

/** Without a delivery it sends a test. */
export function sendDelivery(webhookId: string, deliveryId?: string) {
  const body = deliveryId === undefined ? {} : { deliveryId };
  return api.send("POST", `${PATH}/deliveries`, { params: { webhookId }, body });
}
