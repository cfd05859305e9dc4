/** Quiet days: the rule of each centre, what the rules saved and what their samples found. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuietDaysSettings } from "@/components/quiet-days/quiet-days-settings";
import { can } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { latestBusinessDate } from "@/lib/server/centres/today";
import { listQuietRules } from "@/lib/server/quiet-days/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("quiet-days") };
}

export default async function QuietDaysPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("tolerance:view")]);
  const [centres, rules] = await Promise.all([listCentres(scope), listQuietRules(scope)]);
  return (
    <QuietDaysSettings
      initial={rules}
      today={latestBusinessDate(centres)}
      changeable={centres
        .filter(({ id }) => can(actor, "tolerance:change", id))
        .map(({ id }) => id)}
    />
  );
}
