/** The petty cash funds of the reader's centres, and the types of expense. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageMessages } from "@/app/page-messages";
import { FundSettings } from "@/components/petty-cash/fund-settings";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { listExpenseTypes } from "@/lib/server/petty-cash/expense-types";
import { listFunds } from "@/lib/server/petty-cash/funds";
import { fundReader } from "@/lib/server/petty-cash/reader";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("petty-cash") };
}

export default async function PettyCashSettingsPage() {
  const scope = await pageScope("tolerance:change");
  const viewing = await pageScope("till-count:view");
  const actor = await pageActor();
  return (
    <PageMessages of={["petty-cash", "till-count"]}>
      <FundSettings
        initial={await listFunds(viewing, fundReader(actor))}
        offer={await offerCentres(scope, "tolerance:change")}
        settable={scope.centreIds}
        expenseTypes={await listExpenseTypes(viewing)}
        mayChangeTypes={can(actor, "centre:administer", EVERYWHERE)}
      />
    </PageMessages>
  );
}
