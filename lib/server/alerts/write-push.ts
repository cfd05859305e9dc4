import "server-only";

/**
 * Writes what a device shows of notices: what happened and where, and never an amount or a message,
 * because it appears on a locked screen. What its owner may no longer see is left out.
 */
import { readLanguage } from "@/lib/domain/format";
import { describeNotice, titleValues } from "@/lib/domain/notice/describe";
import { findActors } from "../auth/actor";
import { getTranslations } from "../language/translations";
import { listNotices } from "../notices/queries";
import type { PushContent, PushMessage } from "../push/outbox";

export async function writePush({
  userId,
  noticeIds,
  language,
}: PushMessage): Promise<PushContent | null> {
  const actor = (await findActors([userId])).get(userId);
  if (actor === undefined) return null;
  const notices = await listNotices(actor, { ids: noticeIds });
  const [first] = notices;
  if (first === undefined) return null;
  const reader = { language: readLanguage(language), timeZone: "UTC" };
  const [t, titles] = await Promise.all([
    getTranslations("mail", reader),
    getTranslations("notice.titles", reader),
  ]);
  if (notices.length > 1) {
    const title = t("subject", { count: notices.length });
    const centres = [...new Set(notices.flatMap(({ centreName }) => centreName ?? []))];
    return { title, body: centres.slice(0, 3).join(" · "), url: "/notices" };
  }
  return {
    title: titles(first.kind, titleValues(first)),
    body: describeNotice({ ...first, differenceMinor: null }, language),
    url: first.href,
  };
}
