/** The second step of the user's sign-in. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageMessages } from "@/app/page-messages";
import { SecondFactorPage } from "@/components/second-factor/second-factor-page";
import { enrolmentActor } from "@/lib/server/auth/page";
import { getSecondFactor } from "@/lib/server/users/second-factor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("second-factor") };
}

export default async function SecondFactorSettingsPage() {
  const actor = await enrolmentActor();
  return (
    <PageMessages of={["identity-proof", "second-factor"]}>
      <SecondFactorPage factor={await getSecondFactor(actor)} />
    </PageMessages>
  );
}
