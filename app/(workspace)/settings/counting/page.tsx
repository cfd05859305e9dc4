/**
 * How tills are counted: the blind mode, the number of recounts, the floats and the denominations.
 */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountSettings } from "@/components/count-settings/count-settings";
import { businessDatesAt } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { pageScope } from "@/lib/server/auth/page";
import { getCountingOfAll } from "@/lib/server/centres/counting-of-all";
import { listCentres } from "@/lib/server/centres/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("counting") };
}

export default async function CountingPage() {
  const scope = await pageScope("centre:administer");
  return (
    <PageMessages of={["counting"]}>
      <CountSettings centres={await listWithDate(scope)} all={await getCountingOfAll(scope)} />
    </PageMessages>
  );
}

/** Adds the current business date to each centre. */
async function listWithDate(scope: Scope<"centre:administer">) {
  const centres = await listCentres(scope);
  const todayOf = businessDatesAt(Date.now());
  return centres.map((centre) => ({
    id: centre.id,
    name: centre.name,
    currency: centre.currency,
    today: todayOf(centre),
  }));
}
