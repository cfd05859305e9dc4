/** The reasons that explain a difference: which are offered, for what, and in which order. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReasonList } from "@/components/reason/reason-list";
import { pageScope } from "@/lib/server/auth/page";
import { listReasons } from "@/lib/server/reasons/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("reasons") };
}

export default async function ReasonsPage() {
  await pageScope("centre:administer");
  const scope = await pageScope("reconciliation:view");
  return (
    <PageMessages of={["explanation", "reason"]}>
      <ReasonList list={await listReasons(scope)} />
    </PageMessages>
  );
}
