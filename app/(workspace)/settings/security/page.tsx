/** Who signed in, who was refused, and what left the product. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LogReceivers } from "@/components/security/log-receivers";
import { SecurityPage } from "@/components/security/security-page";
import { SessionLimits } from "@/components/security/session-limits";
import { SignInRules } from "@/components/security/sign-in-rules";
import { VirusScanner } from "@/components/security/virus-scanner";
import { makeQueryClient } from "@/lib/client/query-client";
import { securityQuery } from "@/lib/client/security";
import { securitySearchSchema } from "@/lib/contracts/security";
import { pageScope } from "@/lib/server/auth/page";
import { env } from "@/lib/server/env";
import { listForwarderStates } from "@/lib/server/log-forwarding/states";
import { listSecurityCounts } from "@/lib/server/security-log/queries";
import { getSessionLimits } from "@/lib/server/users/session-limits";
import { getSignInRules, listEmergencyAccounts } from "@/lib/server/users/sign-in-rules";
import { PageMessages } from "../../../page-messages";

type Asked = string | string[] | undefined;
type PageProps = { searchParams: Promise<{ days?: Asked; show?: Asked }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("security") };
}

export default async function Page({ searchParams }: PageProps) {
  const scope = await pageScope("security:administer");
  const { days, show } = await searchParams;
  // What can't be parsed is ignored, like every invalid parameter of an address.
  const asked = securitySearchSchema.safeParse({ days, show });
  const search = asked.success ? asked.data : securitySearchSchema.parse({});
  const client = makeQueryClient();
  const { queryKey } = securityQuery(search);
  client.setQueryData(queryKey, await listSecurityCounts(scope, search));
  return (
    <PageMessages of={["security"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <SignInRules
          rules={await getSignInRules(scope)}
          hasProviders={env().oidcProviders.length > 0}
          accounts={await listEmergencyAccounts(scope)}
        />
        <SessionLimits limits={await getSessionLimits(scope)} />
        <VirusScanner isSet={env().security.clamd !== null} />
        <LogReceivers receivers={await listForwarderStates(scope)} />
        <SecurityPage search={search} />
      </HydrationBoundary>
    </PageMessages>
  );
}
