/** What the reader is informed of, and, for administrators, which mails were not delivered. */
import type { Metadata } from "next";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { NoticeSettings } from "@/components/notice/notice-settings";
import { readLanguage } from "@/lib/domain/format";
import { proveAnywhere } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listMails } from "@/lib/server/mail/queries";
import { getNoticeSettings } from "@/lib/server/notices/settings";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("notifications") };
}

export default async function NotificationsPage() {
  const [actor, , language, timeZone] = await Promise.all([
    pageActor(),
    pageScope("account:use"),
    getLocale(),
    getTimeZone(),
  ]);
  const people = proveAnywhere(actor, "security:administer");
  const [settings, mails] = await Promise.all([
    getNoticeSettings(actor, { language: readLanguage(language), timeZone }),
    people === null ? null : listMails(people),
  ]);
  return (
    <PageMessages of={["centre", "notice"]}>
      <NoticeSettings initial={settings} mails={mails} />
    </PageMessages>
  );
}
