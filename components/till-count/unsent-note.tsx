"use client";

/**
 * Shows a count that was submitted and waits on this device, or was refused. Nothing of it is lost.
 */
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import type { Unsent } from "@/lib/client/till-counts-unsent";
import { formatMoney } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Icon } from "../ui/icon";
import { findConflict } from "./conflict-of";

type UnsentNoteProps = {
  unsent: Unsent;
  working: boolean;
  onSend: () => void;
  /** Removes the count from the queue and turns it back into a draft. */
  onChange: () => void;
  /** The count of somebody else remains, and the user's own is discarded. */
  onDiscard: () => void;
  onSubmitAnyway: (basedOnVersion: number) => void;
};

export function UnsentNote(props: UnsentNoteProps) {
  return props.unsent.hold === "refused" ? <Refused {...props} /> : <Waiting {...props} />;
}

function Waiting({ unsent, working, onSend, onChange }: UnsentNoteProps) {
  const t = useTranslations("till-count.unsent");
  const amount = useAmount(unsent);
  const here = `${window.location.pathname}${window.location.search}`;
  return (
    <Box>
      <p>
        <b>{t("waits", { amount })}</b> {t(`hold.${unsent.hold ?? "sending"}`)}
      </p>
      <div className="flex flex-wrap gap-2">
        {unsent.hold === "sign-in" ? (
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}`} prefetch={false}>
            {t("sign-in")}
          </ButtonLink>
        ) : (
          <Button onClick={onSend} working={working && t("sending")}>
            {t("send-now")}
          </Button>
        )}
        <Button kind="bare" onClick={onChange}>
          {t("change")}
        </Button>
      </div>
    </Box>
  );
}

/**
 * Two people counted the same, so that both amounts and the choice are shown; otherwise it tells
 * why the count was refused.
 */
function Refused({ unsent, onChange, onDiscard, onSubmitAnyway }: UnsentNoteProps) {
  const t = useTranslations("till-count.unsent");
  const language = useLocale();
  const mine = useAmount(unsent);
  const box = useRef<HTMLDivElement>(null);
  // On a phone it would open behind the pinned sum.
  useEffect(() => {
    box.current?.scrollIntoView({ block: "center" });
  }, []);
  const theirs = findConflict(unsent);
  if (theirs !== null) {
    const amount = formatMoney(theirs.countedMinor, unsent.currency, language);
    return (
      <Box refused ref={box}>
        <p>{t("conflict", { name: theirs.countedBy, theirs: amount, mine })}</p>
        <div className="flex flex-wrap gap-2">
          <Button onClick={onDiscard}>{t("keep-theirs", { amount })}</Button>
          <Button onClick={() => onSubmitAnyway(theirs.version)}>
            {t("hand-in-mine", { mine })}
          </Button>
        </div>
      </Box>
    );
  }
  return (
    <Box refused ref={box}>
      <p>
        <b>{t("refused", { amount: mine })}</b> <Reason unsent={unsent} />
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onChange}>{t("change")}</Button>
        <Button kind="bare" onClick={onDiscard}>
          {t("discard")}
        </Button>
      </div>
    </Box>
  );
}

const REASONS = [
  "day-not-open",
  "period-closed",
  "too-far-ahead",
  "recount-not-asked",
  "tries-used",
] as const;

function Reason({ unsent }: { unsent: Unsent }) {
  const t = useTranslations("till-count.refusal");
  const known = REASONS.find((reason) => reason === unsent.problem?.reason);
  return known === undefined ? (unsent.problem?.detail ?? "") : t(known);
}

type BoxProps = { refused?: boolean; children: ReactNode; ref?: React.Ref<HTMLDivElement> };

function Box({ refused, children, ref }: BoxProps) {
  return (
    <div
      ref={ref}
      role={refused === true ? "alert" : "status"}
      className="col-span-full my-1 flex items-start gap-2.5 rounded-md bg-uncounted-wash px-3 py-2.5 text-base sm:text-sm"
    >
      <Icon name={refused === true ? "warn" : "upload"} className="mt-0.5 size-4 text-uncounted" />
      <div className="grid min-w-0 flex-1 gap-2">{children}</div>
    </div>
  );
}

function useAmount({ amountMinor, currency }: Unsent): string {
  return formatMoney(amountMinor, currency, useLocale());
}
