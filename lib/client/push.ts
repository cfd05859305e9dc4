/** Asks the browser whether this device is notified while no page is open, and changes that. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import { keepOfflinePage } from "./offline-worker";

export const pushDevicesQuery = () =>
  queryOptions({
    queryKey: ["push-devices"],
    queryFn: ({ signal }) => api.get("/api/push-devices", { signal }),
  });

/** "unsupported": the browser has no push service, as on plain HTTP and before iOS installs it. */
export type PushState = "unsupported" | "denied" | "off" | { endpointHash: string };

export async function readPushState(): Promise<PushState> {
  if (!("PushManager" in window) || !("Notification" in window)) return "unsupported";
  if (navigator.serviceWorker === undefined) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return subscription == null ? "off" : { endpointHash: await hashText(subscription.endpoint) };
}

/** Must follow a click, because the browser asks the user. */
export async function notifyThisDevice(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return;
  await keepOfflinePage();
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that was made with another key can't be used, and the browser refuses a second.
  await (await pushManager.getSubscription())?.unsubscribe();
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  await api.send("POST", "/api/push-devices", {
    body: { endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
  });
}

export function removePushDevice(deviceId: string) {
  return api.send("DELETE", "/api/push-devices/{deviceId}", { params: { deviceId } });
}

/** The push service then refuses what is still sent, and the device is removed. */
export async function forgetThisDevice(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

async function hashText(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
