/** What the reader is informed of. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoticeInbox } from "@/components/notice/notice-inbox";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listInbox } from "@/lib/server/notices/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notice"))("title") };
}

export default async function NoticesPage() {
  const [actor] = await Promise.all([pageActor(), pageScope("account:use")]);
  return <NoticeInbox initial={await listInbox(actor)} />;
}
