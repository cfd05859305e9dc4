/** The queries and requests about notices, and about how one wants to be informed. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeNoticeSettingsSchema, readNoticesSchema } from "../contracts/notice";
import { api } from "./http";

const EVERY_MS = 60_000;

export const noticesQuery = () =>
  queryOptions({
    queryKey: ["notices"],
    queryFn: ({ signal }) => api.get("/api/notices", { signal }),
    refetchInterval: EVERY_MS,
  });

export const unreadQuery = () =>
  queryOptions({
    queryKey: ["notices", "unread"],
    queryFn: ({ signal }) => api.get("/api/notices/unread", { signal }),
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
  });

export function readNotices(body: z.input<typeof readNoticesSchema>) {
  return api.send("POST", "/api/notices/readings", { body });
}

export const noticeSettingsQuery = () =>
  queryOptions({
    queryKey: ["notice-settings"],
    queryFn: ({ signal }) => api.get("/api/notice-settings", { signal }),
  });

export function changeNoticeSettings(body: z.input<typeof changeNoticeSettingsSchema>) {
  return api.send("PUT", "/api/notice-settings", { body });
}
