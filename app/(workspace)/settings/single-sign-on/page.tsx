/** What groups of identity providers may do here, and the directories that say who is in them. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageMessages } from "@/app/page-messages";
import { SingleSignOnPage } from "@/components/single-sign-on/single-sign-on-page";
import { listNamedCentres } from "@/lib/domain/screen/named-roles";
import { pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { listDirectoryTokens } from "@/lib/server/directory/tokens";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { listRoleRules } from "@/lib/server/users/role-rule-queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("single-sign-on") };
}

export default async function SingleSignOnSettingsPage() {
  const scope = await pageScope("security:administer");
  const list = await listRoleRules(scope);
  const named = list.rules.flatMap(({ role }) => listNamedCentres([role]));
  const [tokens, offer, { nodes }] = await Promise.all([
    listDirectoryTokens(scope),
    offerCentres(scope, "security:administer", named),
    getOrganisation(scope, {}),
  ]);
  return (
    <PageMessages of={["organisation", "people", "single-sign-on"]}>
      <SingleSignOnPage list={list} tokens={tokens} targets={{ offer, nodes, everywhere: true }} />
    </PageMessages>
  );
}
