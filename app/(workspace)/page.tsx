/**
 * Today shows what the user has to do now; users who only count see the tills that are left to
 * count.
 */
import type { Metadata } from "next";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { CounterToday } from "@/components/today/counter-today";
import { TodayPage } from "@/components/today/today-page";
import {
  type Actor,
  listPermissions,
  type Permission,
  proveAnywhere,
} from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { isWithinReach, listOfferedNodes } from "@/lib/server/organisation/chosen-nodes";
import { makeQueryClient } from "@/lib/client/query-client";
import { pack } from "@/lib/domain/screen/packed-rows";
import { prefetchTree } from "../prefetch-tree";
import { listCentres } from "@/lib/server/centres/queries";
import { listQuestions } from "@/lib/server/threads/questions";
import { getFirstDay } from "@/lib/server/today/first-day";
import { getToday } from "@/lib/server/today/queries";
import { getWaiting } from "@/lib/server/today/waiting";
import { PageMessages } from "../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell.places"))("today") };
}

/** Who may do none of this only reads, and gets the list of what is open. */
const ACTS: readonly Permission[] = [
  "line:assign",
  "reconciliation:explain",
  "reconciliation:review",
  "reconciliation:approve",
  "reconciliation:close",
];

type PageProps = { searchParams: Promise<{ nodeId?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await pageActor();
  const permissions = listPermissions(actor);
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) {
    return (
      <PageMessages of={["today", "thread", "till-count"]}>
        <Counter actor={actor} mayCount={permissions.includes("till-count:record")} />
      </PageMessages>
    );
  }
  const nodeIds = [(await searchParams).nodeId ?? []].flat();
  if (!(await isWithinReach(scope, { centreIds: [], nodeIds }))) notFound();
  const client = makeQueryClient();
  if (nodeIds.length > 0) await prefetchTree(client);
  const [today, within] = await Promise.all([
    getToday(scope, { nodeIds }),
    listOfferedNodes(scope),
  ]);
  const administers = today.neverRead ? proveAnywhere(actor, "centre:administer") : null;
  const reads = today.neverRead ? proveAnywhere(actor, "sync:start") : null;
  return (
    <PageMessages of={["today", "first-day", "thread", "coverage", "filter", "sync"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <TodayPage
          key={nodeIds.join(" ")}
          packedToday={pack(today)}
          nodeIds={nodeIds}
          within={within}
          mayStart={permissions.includes("sync:start")}
          rights={{
            userId: actor.userId,
            assign: permissions.includes("line:assign"),
            explain: permissions.includes("reconciliation:explain"),
            isObserver: !ACTS.some((permission) => permissions.includes(permission)),
          }}
          firstDay={administers === null ? null : await getFirstDay(administers)}
          readable={reads === null ? [] : reads.centreIds}
        />
      </HydrationBoundary>
    </PageMessages>
  );
}

async function Counter({ actor, mayCount }: { actor: Actor; mayCount: boolean }) {
  const scope = mayCount ? await pageScope("till-count:view") : null;
  const waiting = scope === null ? null : await getWaiting(scope);
  const threads = proveAnywhere(actor, "thread:view");
  const [centres, questions] = await Promise.all([
    listCentres(await pageScope("centre:view")),
    threads === null ? [] : listQuestions(threads),
  ]);
  return (
    <CounterToday
      userId={actor.userId}
      waiting={waiting}
      questions={questions}
      centres={centres.map(({ id, name }) => ({ id, name }))}
    />
  );
}
