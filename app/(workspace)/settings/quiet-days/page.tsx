/** Quiet days: rules of centres and nodes, what the rules saved and what their samples found. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuietDaysSettings } from "@/components/quiet-days/quiet-days-settings";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { latestBusinessDate } from "@/lib/server/centres/today";
import { listGrantedNodes } from "@/lib/server/organisation/granted-nodes";
import { listQuietRules } from "@/lib/server/quiet-days/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("quiet-days") };
}

export default async function QuietDaysPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("tolerance:view")]);
  const [centres, rules, grantedNodes] = await Promise.all([
    listCentres(scope),
    listQuietRules(scope),
    listGrantedNodes(scope, "tolerance:change"),
  ]);
  const everywhere = can(actor, "tolerance:change", EVERYWHERE);
  const ids = centres.map(({ id }) => id);
  const nodeIds = everywhere ? rules.nodes.map(({ nodeId }) => nodeId) : (grantedNodes ?? []);
  return (
    <PageMessages of={["quiet-days"]}>
      <QuietDaysSettings
        initial={rules}
        today={latestBusinessDate(centres)}
        changeable={[
          ...ids.filter((id) => can(actor, "tolerance:change", id)),
          ...nodeIds.map(formatNodeScope),
        ]}
      />
    </PageMessages>
  );
}
