/** What tenders and entries are beside sales and expenses, and how cash payments are rounded. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CashRoundings } from "@/components/item-kind/cash-roundings";
import { ItemKinds } from "@/components/item-kind/item-kinds";
import { can, EVERYWHERE, listPermissions } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { listItemKinds } from "@/lib/server/item-kinds/queries";
import { listRoundings } from "@/lib/server/item-kinds/roundings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("item-kinds") };
}

export default async function ItemKindsPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("tolerance:view")]);
  const offer = await offerCentres(scope, "tolerance:view");
  const { today } = offer;
  const mayChange = can(actor, "centre:administer", EVERYWHERE);
  return (
    <>
      <ItemKinds
        list={await listItemKinds(scope)}
        today={today}
        mayChange={mayChange}
        mayViewOwed={listPermissions(actor).includes("reconciliation:view")}
      />
      <CashRoundings
        list={await listRoundings(scope)}
        offer={offer}
        today={today}
        mayChange={mayChange}
      />
    </>
  );
}
