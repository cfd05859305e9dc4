/** Quiet days: rules of centres and nodes, what the rules saved and what their samples found. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuietDaysSettings } from "@/components/quiet-days/quiet-days-settings";
import { proveAnywhere } from "@/lib/domain/permission";
import { pack } from "@/lib/domain/screen/packed-rows";
import { PAGE_ROWS } from "@/lib/domain/screen/page";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { findUsualDate, offerCentres } from "@/lib/server/centres/queries";
import { listGrantedNodes } from "@/lib/server/organisation/granted-nodes";
import { listQuietRules } from "@/lib/server/quiet-days/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("quiet-days") };
}

export default async function QuietDaysPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("tolerance:view")]);
  const changing = proveAnywhere(actor, "tolerance:change");
  const [today, rules, offer, nodeIds] = await Promise.all([
    findUsualDate(scope),
    listQuietRules(scope, { text: "", skip: 0, limit: PAGE_ROWS }),
    changing && offerCentres(changing, "tolerance:change"),
    changing && listGrantedNodes(changing, "tolerance:change"),
  ]);
  return (
    <PageMessages of={["quiet-days"]}>
      <QuietDaysSettings initial={pack(rules)} {...{ today, offer, nodeIds }} />
    </PageMessages>
  );
}
