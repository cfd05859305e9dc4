/** What stands in the form of the notification settings, and what is sent of it. */
import type { ChangeNoticeSettings, NoticeSettingsView } from "@/lib/contracts/notice";
import { formatMoney } from "@/lib/domain/format";
import { SUBSCRIPTION_KINDS, type SubscriptionKind, TIMED_KINDS } from "@/lib/domain/notice/notice";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";

export type KindDraft = {
  kind: SubscriptionKind;
  isOn: boolean;
  mail: boolean;
  atTime: string;
  /** Whether a difference is compared with an amount, not with the second level. */
  hasAmount: boolean;
  amount: string;
  currency: string;
};

export type SettingsDraft = {
  version: number;
  language: NoticeSettingsView["language"];
  timeZone: string;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  kinds: KindDraft[];
};

/** These are proposed, and changed by whoever closes at another time. */
const USUAL_TIMES: Partial<Record<SubscriptionKind, string>> = {
  uncounted: "02:00",
  digest: "07:00",
};
const USUAL_QUIET = { from: "22:00", to: "07:00" };

export function buildDraft(settings: NoticeSettingsView, language: string): SettingsDraft {
  const stored = new Map(settings.subscriptions.map((one) => [one.kind, one]));
  return {
    version: settings.version,
    language: settings.language,
    timeZone: settings.timeZone,
    isQuiet: settings.quietFrom !== null,
    quietFrom: settings.quietFrom ?? USUAL_QUIET.from,
    quietTo: settings.quietTo ?? USUAL_QUIET.to,
    kinds: SUBSCRIPTION_KINDS.filter((kind) => settings.available.includes(kind)).map((kind) => {
      const one = stored.get(kind);
      const amount = one?.amountMinor ?? null;
      const currency = one?.currency ?? settings.currencies[0] ?? "EUR";
      return {
        kind,
        isOn: one !== undefined || kind === "direct",
        mail: one?.mail ?? false,
        atTime: one?.atTime ?? USUAL_TIMES[kind] ?? "",
        hasAmount: amount !== null,
        amount: amount === null ? "" : formatMoney(amount, currency, language),
        currency,
      };
    }),
  };
}

/** Returns the amount in minor units; null when it is not one. */
export function readAmount({ amount, currency }: KindDraft, language: string): number | null {
  const typed = readTypedMoney(amount, language, currency);
  return typed.ok && typed.amount >= 0 ? typed.amount : null;
}

export function isComplete(draft: SettingsDraft, language: string): boolean {
  return draft.kinds.every(
    (one) =>
      !one.isOn ||
      ((!TIMED_KINDS.includes(one.kind) || one.atTime !== "") &&
        (!one.hasAmount || readAmount(one, language) !== null)),
  );
}

export function buildChange(draft: SettingsDraft, language: string): ChangeNoticeSettings {
  const { version, timeZone, isQuiet } = draft;
  return {
    version,
    language: draft.language,
    timeZone,
    quietFrom: isQuiet ? draft.quietFrom : null,
    quietTo: isQuiet ? draft.quietTo : null,
    subscriptions: draft.kinds
      .filter(({ isOn }) => isOn)
      .map((one) => ({
        kind: one.kind,
        mail: one.mail,
        atTime: TIMED_KINDS.includes(one.kind) ? one.atTime : null,
        amountMinor: one.hasAmount ? readAmount(one, language) : null,
        currency: one.hasAmount ? one.currency : null,
      })),
  };
}
