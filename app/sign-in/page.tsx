/** The sign-in page. Its form works without JavaScript, and so before hydration. */
import type { Metadata } from "next";
import { PrefetchOnHoverLink } from "@/components/ui/lazy/prefetch-on-hover-link";
import { getTranslations } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { DemoUsers } from "@/components/sign-in/demo-people";
import { PasskeyForm } from "@/components/sign-in/passkey-form";
import { PinForm } from "@/components/sign-in/pin-form";
import { ProviderButtons } from "@/components/sign-in/provider-buttons";
import { SignInFrame } from "@/components/sign-in/sign-in-frame";
import { SecondStepForm } from "@/components/sign-in/second-step-form";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { SignInNotice } from "@/components/sign-in/sign-in-notice";
import { signsInByProvidersOnly } from "@/lib/server/auth/admits-password";
import { readCsrfToken } from "@/lib/server/auth/csrf";
import { deviceCookieName, findDevice } from "@/lib/server/auth/device";
import { findPageActor } from "@/lib/server/auth/page";
import { safePath } from "@/lib/server/auth/path";
import { listPinHolders } from "@/lib/server/auth/pin";
import { findWaitingPerson, type WaitingPerson } from "@/lib/server/auth/second-step";
import { isSignedOutThere, signedOutCookieName } from "@/lib/server/auth/provider-sign-out";
import { offersPasskeys } from "@/lib/server/auth/relying-party";
import { csrfCookieName, readSession, sessionCookieName } from "@/lib/server/auth/session";
import { typedEmailCookieName } from "@/lib/server/auth/typed-email";
import { listProviders } from "@/lib/server/auth/single-sign-on";
import { connectionKind } from "@/lib/server/cashrec/source";
import { log } from "@/lib/server/log";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sign-in"))("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safePath(textOf(query.next) ?? textOf(query.callbackUrl));
  if ((await findPageActor()) !== null) redirect(next);
  const t = await getTranslations("sign-in");
  const jar = await cookies();
  const csrfToken = readCsrfToken(jar.get(csrfCookieName())?.value) ?? "";
  const waiting = await findWaiting(jar.get(sessionCookieName())?.value);
  const isOffered = offersPasskeys((await headers()).get("host"));
  if (waiting !== null) {
    return (
      <SignInFrame title={t("second-step.title")}>
        <SignInNotice error={textOf(query.error)} wait={Number(textOf(query.wait) ?? 0)} />
        <SecondStepForm
          csrfToken={csrfToken}
          next={next}
          email={waiting.email}
          hasApp={waiting.hasApp}
          hasPasskey={waiting.hasPasskey && isOffered}
        />
      </SignInFrame>
    );
  }
  const device = await findOut(() => findDevice(jar.get(deviceCookieName())?.value), null);
  const isOut = isSignedOutThere(jar.get(signedOutCookieName())?.value, textOf(query.state));
  const error = isOut ? "signed-out" : textOf(query.error);
  const typed = error === undefined ? undefined : jar.get(typedEmailCookieName())?.value;
  const isOnlyProviders = await findOut(signsInByProvidersOnly, false);
  const isEmergency =
    isOnlyProviders && (query.emergency !== undefined || error === "only-providers");
  const offersPassword = !isOnlyProviders || isEmergency;
  return (
    <SignInFrame title={isEmergency ? t("emergency-title") : t("title")}>
      <SignInNotice error={error} wait={Number(textOf(query.wait) ?? 0)} />
      {device !== null && (
        <PinForm {...{ csrfToken, device }} people={await listPinHolders(device.centreId)} />
      )}
      <ProviderButtons csrfToken={csrfToken} next={next} providers={listProviders()} />
      {isEmergency && <p className="text-ink-2">{t("emergency-hint")}</p>}
      {offersPassword && (
        <SignInForm csrfToken={csrfToken} next={next} email={textOf(query.email) ?? typed ?? ""} />
      )}
      {offersPassword && isOffered && <PasskeyForm {...{ csrfToken, next }} step="first" />}
      {!offersPassword && (
        <PrefetchOnHoverLink
          href="/sign-in?emergency"
          className="justify-self-start text-sm text-ink-2"
        >
          {t("emergency")}
        </PrefetchOnHoverLink>
      )}
      {!isOnlyProviders && (await findOut(isSandbox, false)) && (
        <DemoUsers {...{ csrfToken, next }} />
      )}
    </SignInFrame>
  );
}

/** Who has typed the password already, and not the code. */
async function findWaiting(cookie: string | undefined): Promise<WaitingPerson | null> {
  const session = await readSession(cookie);
  return session === null ? null : findWaitingPerson(session);
}

async function isSandbox(): Promise<boolean> {
  return (await connectionKind()) === "sandbox";
}

/** The page is shown even while the database is unavailable. */
async function findOut<T>(find: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await find();
  } catch (error) {
    log().warn({ err: error }, "the database does not answer");
    return otherwise;
  }
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
