"use client";

/**
 * The tenders of one till, each with a field for what was found. It is filled in blind: neither
 * this form nor the data behind it knows what Cashrec expects.
 */
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { ApiError } from "@/lib/client/http";
import { type CountKey, useRecordTillCount } from "@/lib/client/till-counts";
import { type CountVersion, countVersionSchema } from "@/lib/contracts/reconciliation";
import type { CountSheet } from "@/lib/contracts/till-count";
import { formatBusinessDate } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count-input";
import { Icon } from "../ui/icon";
import { useToast } from "../ui/toast";
import { HandIn } from "./hand-in";
import { type CountShift, TillName } from "./shift-list";
import { TenderRow } from "./tender-row";
import { type Entry, useEntries } from "./use-entries";

type CountFormProps = {
  sheet: CountSheet;
  shift: CountShift;
  editable: boolean;
  /** The reader has just chosen this till: go where the counting begins. */
  picked: boolean;
};

export function CountForm({ sheet, shift, editable, picked }: CountFormProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const entries = useEntries();
  const record = useRecordTillCount();
  useEffect(() => {
    if (picked) beginIn(form.current);
    // Once, when the till is opened; typing must not move the reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const keyOf = (tenderId: string): CountKey => ({
    ...{ centreId: sheet.centreId, businessDate: sheet.businessDate },
    ...{ shiftId: shift.shiftId, tillId: shift.tillId, tenderId },
  });

  async function send(tenderId: string, entry: Entry): Promise<boolean> {
    const typed = readTypedMoney(entry.text, language, sheet.currency);
    if (!typed.ok) return false;
    const { basedOnVersion, attempt: idempotencyKey } = entry;
    const count = { ...keyOf(tenderId), countedMinor: typed.amount as number, basedOnVersion };
    try {
      await record.mutateAsync({ count, idempotencyKey });
      entries.put(tenderId, null);
      return true;
    } catch (error) {
      entries.put(tenderId, { ...entry, conflict: conflictOf(error), error });
      return false;
    }
  }

  async function handIn() {
    const wrong = [...entries.entries].find(
      ([, { text }]) => !readTypedMoney(text, language, sheet.currency).ok,
    );
    if (wrong !== undefined) return focusField(form.current, wrong[0]);
    const waiting = [...entries.entries].filter(([, { conflict }]) => conflict === null);
    let stored = 0;
    for (const [tenderId, entry] of waiting) if (await send(tenderId, entry)) stored += 1;
    if (stored > 0 && stored === waiting.length) toast(t("handed-in", { count: stored }));
  }

  async function insist(tenderId: string, entry: Entry) {
    const stored = await send(tenderId, entries.insist(tenderId, entry));
    if (stored) toast(t("handed-in", { count: 1 }));
  }

  return (
    <form
      ref={form}
      method="post"
      aria-labelledby="till-name"
      className="px-edge pt-6"
      onKeyDown={onEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (!record.isPending) void handIn();
      }}
    >
      <p className="text-ink-2">
        {sheet.centreName} · {formatBusinessDate(sheet.businessDate, language, "long")}
      </p>
      <h2 id="till-name" className="mb-3 text-xl sm:mb-4">
        <TillName shift={shift} />
      </h2>
      {editable && (
        <p className="mb-4 flex items-start gap-2.5 rounded-md bg-accent-wash px-3 py-2.5">
          <Icon name="info" className="mt-0.5 size-4 text-accent" />
          <span>{t.rich("blind", { b: (words) => <b>{words}</b> })}</span>
        </p>
      )}
      <ul className="border-t border-ink">
        {shift.tenders.map((tender) => (
          <TenderRow
            key={tender.tenderId}
            {...{ tender, editable }}
            currency={sheet.currency}
            countKey={keyOf(tender.tenderId)}
            entry={entries.entries.get(tender.tenderId)}
            onType={(text) => entries.type(tender.tenderId, text, tender.version)}
            onTakeBack={() => entries.put(tender.tenderId, null)}
            onInsist={(entry) => void insist(tender.tenderId, entry)}
          />
        ))}
      </ul>
      <HandIn
        {...{ sheet, shift, editable }}
        entries={entries.entries}
        working={record.isPending}
      />
    </form>
  );
}

/** What is in force instead, when somebody else was faster. */
function conflictOf(error: unknown): CountVersion | null {
  if (!(error instanceof ApiError) || error.problem.code !== "CONFLICT") return null;
  const current = countVersionSchema.safeParse(error.problem.current);
  return current.success ? current.data : null;
}

/** Enter goes to the next field, as on a till; in the last one it hands in. */
function onEnter(event: KeyboardEvent<HTMLFormElement>) {
  const { target } = event;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
  if (!(target instanceof HTMLInputElement)) return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input[data-tender]")];
  const next = fields[fields.indexOf(target) + 1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.select();
}

/** A finger is not followed by the keyboard of the screen until it asks for it. */
function beginIn(form: HTMLFormElement | null) {
  if (window.matchMedia("(pointer: coarse)").matches) form?.scrollIntoView({ block: "start" });
  else form?.querySelector<HTMLInputElement>("input[data-tender]")?.focus();
}

function focusField(form: HTMLFormElement | null, tenderId: string) {
  const fields = form?.querySelectorAll<HTMLInputElement>("input[data-tender]") ?? [];
  for (const field of fields) if (field.dataset.tender === tenderId) field.focus();
}
