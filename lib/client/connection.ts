/** Tests the connection, and tries and saves field maps. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeCredentialsSchema, CredentialsStatus } from "../contracts/cashrec-credentials";
import type { probeSchema } from "../contracts/connection";
import type {
  FieldMapList,
  saveFieldMapSchema,
  startReplaySchema,
  trialSchema,
} from "../contracts/field-map-trial";
import type { ReadingList } from "../contracts/reading";
import { api } from "./http";

export function probeConnection(asked: z.input<typeof probeSchema>) {
  return api.send("POST", "/api/cashrec/probe", { body: asked });
}

export function credentialsQuery(initialData: CredentialsStatus) {
  return queryOptions({
    queryKey: ["cashrec", "credentials"],
    queryFn: ({ signal }) => api.get("/api/cashrec/credentials", { signal }),
    initialData,
  });
}

export function changeCredentials(body: z.input<typeof changeCredentialsSchema>) {
  return api.send("PUT", "/api/cashrec/credentials", { body });
}

export function removeCredentials(version: number) {
  return api.send("DELETE", "/api/cashrec/credentials", { body: { version } });
}

/** Nothing is stored. */
export function tryFieldMap(body: z.input<typeof trialSchema>) {
  return api.send("POST", "/api/cashrec/trials", { body });
}

export function saveFieldMap(body: z.input<typeof saveFieldMapSchema>) {
  return api.send("POST", "/api/cashrec/field-maps", { body });
}

export function fieldMapsQuery(initialData: FieldMapList) {
  return queryOptions({
    queryKey: ["cashrec", "field-maps"],
    queryFn: ({ signal }) => api.get("/api/cashrec/field-maps", { signal }),
    initialData,
  });
}

const READINGS_EVERY_MS = 30_000;

export function readingsQuery(initialData: ReadingList) {
  return queryOptions({
    queryKey: ["cashrec", "readings"],
    queryFn: ({ signal }) => api.get("/api/cashrec/readings", { signal }),
    initialData,
    refetchInterval: READINGS_EVERY_MS,
  });
}

const LOOK_AGAIN_MS = 1_000;

/** It is read again and again while a replay runs. */
export function replaysQuery() {
  return queryOptions({
    queryKey: ["cashrec", "replays"],
    queryFn: ({ signal }) => api.get("/api/cashrec/replays", { signal }),
    refetchInterval: ({ state }) => {
      const isRunning = state.data?.replays.some((each) => each.state === "pending") === true;
      return isRunning ? LOOK_AGAIN_MS : false;
    },
  });
}

export function startReplay(body: z.input<typeof startReplaySchema>) {
  return api.send("POST", "/api/cashrec/replays", { body });
}
