/** What tenders and entries of cash sheets are beside sales and expenses. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ItemKinds } from "@/components/item-kind/item-kinds";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { latestBusinessDate } from "@/lib/server/centres/today";
import { listItemKinds } from "@/lib/server/item-kinds/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("item-kinds") };
}

export default async function ItemKindsPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("tolerance:view")]);
  return (
    <ItemKinds
      list={await listItemKinds(scope)}
      today={latestBusinessDate(await listCentres(scope))}
      mayChange={can(actor, "centre:administer", EVERYWHERE)}
    />
  );
}
