/** The page of one centre on one business date. A centre outside the user's scope is not found. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { DayView } from "@/components/reconciliation/day-view";
import { makeQueryClient } from "@/lib/client/query-client";
import { reasonsQuery } from "@/lib/client/reasons";
import { dayQuery } from "@/lib/client/reconciliations";
import { instantSchema } from "@/lib/contracts/basics";
import { dayKeySchema } from "@/lib/contracts/search";
import { formatBusinessDate } from "@/lib/domain/format";
import { can, type Permission } from "@/lib/domain/permission";
import { isAppError } from "@/lib/server/app-error";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { unlessRefused } from "@/lib/server/http/unless-refused";
import { listReasons } from "@/lib/server/reasons/queries";
import { getDay } from "@/lib/server/reconciliations/queries";
import { PageMessages } from "../../../../page-messages";

type PageProps = {
  params: Promise<{ centreId: string; date: string }>;
  searchParams: Promise<{ asOf?: string | string[] }>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const key = await keyOf(params);
  const [t, language] = await Promise.all([getTranslations("reconciliation"), getLocale()]);
  if (key === null) return { title: t("title") };
  return { title: `${key.centreId}, ${formatBusinessDate(key.date, language, "short")}` };
}

export default async function DayPage({ params, searchParams }: PageProps) {
  const key = await keyOf(params);
  if (key === null) notFound();
  const asOf = momentIn((await searchParams).asOf);
  const search = asOf === null ? key : { ...key, asOf };
  const scope = await pageScope("reconciliation:view", [key.centreId]);
  const actor = await pageActor();
  const client = makeQueryClient();
  const [day, reasons] = await Promise.all([findDay(scope, search), listReasons(scope)]);
  if (day !== null) client.setQueryData(dayQuery(search).queryKey, day);
  client.setQueryData(reasonsQuery().queryKey, reasons);
  const may = (permission: Permission) => asOf === null && can(actor, permission, key.centreId);
  return (
    <PageMessages
      of={[
        "activity",
        "day",
        "explanation",
        "findings",
        "pieces",
        "reason",
        "reconciliation",
        "sync",
        "tolerance-rule",
        "workflow",
      ]}
    >
      <HydrationBoundary state={dehydrate(client)}>
        <DayView
          dayKey={key}
          asOf={asOf}
          rights={{
            explain: may("reconciliation:explain"),
            note: may("reconciliation:note"),
            recount: may("recount:request"),
            raw: can(actor, "sheet:view-raw", key.centreId),
            read: may("sync:start"),
            verify: may("audit:view"),
          }}
        />
      </HydrationBoundary>
    </PageMessages>
  );
}

async function keyOf(params: PageProps["params"]) {
  const { centreId, date } = await params;
  const parsed = dayKeySchema.safeParse({ centreId: decode(centreId), date });
  return parsed.success ? parsed.data : null;
}

/** An instant that can't be parsed is ignored. */
function momentIn(asked: string | string[] | undefined): string | null {
  const parsed = instantSchema.safeParse([asked].flat()[0]);
  return parsed.success ? parsed.data : null;
}

/** An address may contain text that can't be decoded, such as an incomplete percent-escape. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

async function findDay(...[scope, key]: Parameters<typeof getDay>) {
  try {
    return await unlessRefused(getDay(scope, key));
  } catch (error) {
    if (isAppError(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
