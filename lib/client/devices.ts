/** The queries and requests about shared devices and PINs. */
import { queryOptions } from "@tanstack/react-query";
import type { AllowDevice, SetOwnPin, SetPin } from "../contracts/device";
import { api } from "./http";

export const devicesQuery = () =>
  queryOptions({
    queryKey: ["devices"],
    queryFn: async ({ signal }) => (await api.get("/api/devices", { signal })).devices,
  });

/** Null asks for the reader's own PINs. */
export const pinsQuery = (centreId: string | null) =>
  queryOptions({
    queryKey: ["pins", centreId],
    queryFn: async ({ signal }) => {
      if (centreId === null) return (await api.get("/api/pins", { signal })).pins;
      const params = { centreId };
      return (await api.get("/api/centres/{centreId}/pins", { params, signal })).pins;
    },
    enabled: centreId !== "",
  });

export function allowDevice(device: AllowDevice) {
  return api.send("POST", "/api/devices", { body: device });
}

export function revokeDevice(deviceId: string) {
  return api.send("DELETE", "/api/devices/{deviceId}", { params: { deviceId } });
}

export function setOwnPin(body: SetOwnPin) {
  return api.send("PUT", "/api/pins", { body });
}

export function setPin({ centreId, userId, pin }: SetPin) {
  const params = { centreId, userId };
  return api.send("PUT", "/api/centres/{centreId}/pins/{userId}", { params, body: { pin } });
}
