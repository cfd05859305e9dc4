/** Asks whoever opens a page that takes it to prove who they are, and leads on to that page. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { PageMessages } from "@/app/page-messages";
import { ProofPage } from "@/components/identity-proof/proof-page";
import { readCsrfToken } from "@/lib/server/auth/csrf";
import { pageCaller } from "@/lib/server/auth/page";
import { safePath } from "@/lib/server/auth/path";
import { csrfCookieName } from "@/lib/server/auth/session";
import { listProofWays } from "@/lib/server/users/prove-identity";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("identity-proof"))("title") };
}

type Query = { next?: string | string[]; error?: string | string[] };
type PageProps = { searchParams: Promise<Query> };

export default async function ProvePage({ searchParams }: PageProps) {
  const [{ actor, session }, { next, error }, jar] = await Promise.all([
    pageCaller(),
    searchParams,
    cookies(),
  ]);
  return (
    <PageMessages of={["identity-proof"]}>
      <ProofPage
        ways={await listProofWays(actor, session)}
        csrfToken={readCsrfToken(jar.get(csrfCookieName())?.value) ?? ""}
        next={safePath([next].flat()[0])}
        error={[error].flat()[0]}
      />
    </PageMessages>
  );
}
