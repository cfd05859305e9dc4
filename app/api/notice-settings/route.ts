import { z } from "zod";
import { changeNoticeSettingsSchema, noticeSettingsSchema } from "@/lib/contracts/notice";
import { route } from "@/lib/server/api/route";
import { readPreferences } from "@/lib/server/language/translations";
import { changeNoticeSettings } from "@/lib/server/notices/commands";
import { getNoticeSettings } from "@/lib/server/notices/settings";

export const GET = route({
  summary: "Returns what the caller is informed of, when, and in which language.",
  permission: "account:use",
  input: z.object({}),
  output: noticeSettingsSchema,
  handle: (_scope, _input, { actor, request }) =>
    getNoticeSettings(actor, readPreferences(request)),
});

export const PUT = route({
  summary: "Replaces what the caller is informed of, when, and in which language.",
  permission: "account:use",
  input: changeNoticeSettingsSchema,
  output: noticeSettingsSchema,
  handle: async (_scope, input, { actor, request }) => {
    await changeNoticeSettings(actor, input);
    return getNoticeSettings(actor, readPreferences(request));
  },
});
