/** The connection to Cashrec: its address, how responses are read, and a form that tests it. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConnectionFacts } from "@/components/connection/connection-facts";
import { Credentials } from "@/components/connection/credentials";
import { LastReadings } from "@/components/connection/last-readings";
import { SumRates } from "@/components/connection/sum-rates";
import { Workbench } from "@/components/connection/workbench";
import { pageScope } from "@/lib/server/auth/page";
import { getCredentialsStatus } from "@/lib/server/cashrec/credentials-status";
import { listFieldMaps } from "@/lib/server/cashrec/field-map-versions";
import { connectionStatus, suggestProbe } from "@/lib/server/cashrec/status";
import { listCentres } from "@/lib/server/centres/queries";
import { listReadings } from "@/lib/server/sync/readings";
import { readSumRates } from "@/lib/server/reconciliations/sheet-sums";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("connection") };
}

export default async function ConnectionPage() {
  const scope = await pageScope("cashrec:probe");
  const [first] = await listCentres(scope);
  return (
    <PageMessages of={["connection", "credentials", "field-map", "findings"]}>
      <ConnectionFacts {...await connectionStatus()} />
      <Credentials initial={await getCredentialsStatus(scope)} {...suggestProbe(first)} />
      <SumRates {...await readSumRates(scope)} />
      <LastReadings initial={await listReadings(scope)} />
      <Workbench {...suggestProbe(first)} maps={await listFieldMaps()} />
    </PageMessages>
  );
}
