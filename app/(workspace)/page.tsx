/** Today: what needs the reader now; for someone who only counts, the way to the tills. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CounterToday } from "@/components/today/counter-today";
import { TodayPage } from "@/components/today/today-page";
import { businessDateOf } from "@/lib/domain/business-date";
import { type Permission, permissionsOf, proveAnywhere, type Scope } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { getToday } from "@/lib/server/today/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell.places"))("today") };
}

export default async function Page() {
  const actor = await pageActor();
  const permissions = permissionsOf(actor);
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) return <Counter mayCount={permissions.includes("till-count:record")} />;
  return (
    <TodayPage
      initial={await getToday(scope)}
      mayStart={permissions.includes("sync:start")}
      mayAdminister={permissions.includes("centre:administer")}
    />
  );
}

async function Counter({ mayCount }: { mayCount: boolean }) {
  const scope = await pageScope(mayCount ? "till-count:record" : "account:use");
  return <CounterToday centres={await listWithDate(scope)} mayCount={mayCount} />;
}

/** With the business date that is running in each of them now. */
async function listWithDate(scope: Scope<Permission>) {
  const centres = await listCentres(scope);
  const now = Date.now();
  return centres.map((centre) => ({
    ...{ id: centre.id, name: centre.name },
    businessDate: businessDateOf(now, centre),
  }));
}
