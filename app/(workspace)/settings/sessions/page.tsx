/** Where the user is signed in. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SessionList } from "@/components/session/session-list";
import { pageCaller, pageScope } from "@/lib/server/auth/page";
import { listSessions } from "@/lib/server/users/sessions";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sessions") };
}

export default async function SessionsPage() {
  const [{ actor, session }] = await Promise.all([pageCaller(), pageScope("account:use")]);
  return (
    <PageMessages of={["session"]}>
      <SessionList sessions={await listSessions(actor.userId, session)} />
    </PageMessages>
  );
}
