/**
 * Tolerance rules for each centre and tender, and a simulator that tries a rule on stored lines.
 */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ToleranceSettings } from "@/components/tolerance/tolerance-settings";
import { RULES_PER_PAGE_MAX } from "@/lib/domain/tolerance/tolerance";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { latestBusinessDate } from "@/lib/server/centres/today";
import { listRules } from "@/lib/server/tolerances/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tolerances") };
}

export default async function TolerancesPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("tolerance:view")]);
  const [centres, list] = await Promise.all([
    listCentres(scope),
    listRules(scope, { limit: RULES_PER_PAGE_MAX }),
  ]);
  const changeable = centres.filter(({ id }) => can(actor, "tolerance:change", id));
  const rights = {
    everywhere: can(actor, "tolerance:change", EVERYWHERE),
    centreIds: changeable.map(({ id }) => id),
  };
  return (
    <ToleranceSettings
      list={list}
      centres={centres}
      rights={rights}
      today={latestBusinessDate(centres)}
    />
  );
}
