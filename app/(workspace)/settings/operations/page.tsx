/** How the installation is: its instances, jobs, readings, receivers of logs and storage. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OperationsPage } from "@/components/operations/operations-page";
import { operationsQuery } from "@/lib/client/operations";
import { makeQueryClient } from "@/lib/client/query-client";
import { pageScope } from "@/lib/server/auth/page";
import { getOperations } from "@/lib/server/operations/overview";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("operations") };
}

export default async function Page() {
  const scope = await pageScope("security:administer");
  const client = makeQueryClient();
  client.setQueryData(operationsQuery().queryKey, await getOperations(scope));
  return (
    <PageMessages of={["operations", "security"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <OperationsPage />
      </HydrationBoundary>
    </PageMessages>
  );
}
