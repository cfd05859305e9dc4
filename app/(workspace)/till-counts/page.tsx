import { listCentresWith } from "@/lib/domain/permitted-centres";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountScreen } from "@/components/till-count/count-screen";
import { countSheetQuery } from "@/lib/client/till-counts";
import { computeBusinessDate } from "@/lib/domain/business-date";
import { makeQueryClient } from "@/lib/client/query-client";
import { countSheetSearchSchema } from "@/lib/contracts/till-count";
import { pack } from "@/lib/domain/screen/packed-rows";
import { can, listPermissions } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { getCountSheet } from "@/lib/server/till-counts/sheet";

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("till-count");
  return { title: t("title") };
}

export default async function TillCountsPage({ searchParams }: PageProps) {
  const actor = await pageActor();
  const scope = await pageScope("till-count:view");
  const asked = await searchParams;
  const offer = await offerCentres(scope, "till-count:view", [asked.centreId ?? []].flat());
  const { centres } = offer;
  const centre = centres.find(({ id }) => id === asked.centreId) ?? centres[0];
  const today = centre === undefined ? "" : computeBusinessDate(Date.now(), centre);
  const usual = { centreId: centre?.id ?? "", date: today };
  const queryClient = makeQueryClient();
  const day = countSheetSearchSchema.safeParse({
    centreId: usual.centreId,
    businessDate: asked.date ?? usual.date,
  });
  if (day.success) {
    const { queryKey } = countSheetQuery(day.data);
    const isManager = can(actor, "reconciliation:approve", day.data.centreId);
    queryClient.setQueryData(queryKey, await getCountSheet(scope, day.data, { isManager }));
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CountScreen
        packedOffer={pack(offer)}
        recordable={listCentresWith(actor, "till-count:record", scope)}
        mayImport={listPermissions(actor).includes("till-count:import")}
        initial={usual}
        requested={textsOf(asked)}
        counter={{ id: actor.userId, name: actor.name }}
        isShared={actor.limitedTo !== null}
      />
    </HydrationBoundary>
  );
}

function textsOf(asked: Awaited<PageProps["searchParams"]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
}
