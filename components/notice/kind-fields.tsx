"use client";

/** Shows one kind of notice: whether the user wants it, by mail too, and its limit. */
import { useLocale, useTranslations } from "next-intl";
import { TIMED_KINDS } from "@/lib/domain/notice/notice";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import { type KindDraft, readAmount } from "./settings-draft";

type KindFieldsProps = {
  draft: KindDraft;
  currencies: readonly string[];
  canMail: boolean;
  onChange: (draft: KindDraft) => void;
};

export function KindFields({ draft, currencies, canMail, onChange }: KindFieldsProps) {
  const t = useTranslations("notice.settings");
  const { kind, isOn, mail, atTime } = draft;
  const name = t(`kinds.${kind}`);
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-rule py-2 sm:grid-cols-[1fr_auto]">
      {kind === "direct" ? (
        <div className="min-h-control content-center text-sm">
          {name} <span className="text-ink-2">· {t("always")}</span>
        </div>
      ) : (
        <Checkbox
          label={name}
          checked={isOn}
          onCheckedChange={(checked) => onChange({ ...draft, isOn: checked })}
        />
      )}
      <Checkbox
        label={t("mail")}
        className="max-sm:pl-6"
        aria-label={t("mail-of", { kind: name })}
        disabled={!isOn || !canMail}
        checked={isOn && mail}
        onCheckedChange={(checked) => onChange({ ...draft, mail: checked })}
      />
      {isOn && TIMED_KINDS.includes(kind) && (
        <Field
          label={t(kind === "digest" ? "at-hour" : "at-time")}
          error={atTime === "" ? t("time-wrong") : null}
          className="max-w-40 pb-2 pl-6"
        >
          {(control) => (
            <Input
              {...control}
              type="time"
              value={atTime}
              onChange={({ target }) => onChange({ ...draft, atTime: target.value })}
            />
          )}
        </Field>
      )}
      {isOn && kind === "difference" && (
        <LimitFields draft={draft} currencies={currencies} onChange={onChange} />
      )}
    </li>
  );
}

type LimitFieldsProps = Omit<KindFieldsProps, "canMail">;

function LimitFields({ draft, currencies, onChange }: LimitFieldsProps) {
  const t = useTranslations("notice.settings");
  const language = useLocale();
  const isWrong = draft.hasAmount && readAmount(draft, language) === null;
  return (
    <div className="grid items-start gap-3 pb-2 pl-6 sm:grid-cols-[minmax(0,20rem)_8rem_6rem]">
      <Field label={t("limit")}>
        {(control) => (
          <Select
            {...control}
            value={draft.hasAmount ? "amount" : "level"}
            onChange={({ target }) => onChange({ ...draft, hasAmount: target.value === "amount" })}
          >
            <option value="level">{t("second-level")}</option>
            <option value="amount">{t("an-amount")}</option>
          </Select>
        )}
      </Field>
      {draft.hasAmount && (
        <>
          <Field label={t("amount")} error={isWrong ? t("amount-wrong") : null}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                autoComplete="off"
                value={draft.amount}
                onChange={({ target }) => onChange({ ...draft, amount: target.value })}
              />
            )}
          </Field>
          <Field label={t("currency")}>
            {(control) => (
              <Select
                {...control}
                value={draft.currency}
                onChange={({ target }) => onChange({ ...draft, currency: target.value })}
              >
                {[...new Set([draft.currency, ...currencies])].map((currency) => (
                  <option key={currency}>{currency}</option>
                ))}
              </Select>
            )}
          </Field>
        </>
      )}
    </div>
  );
}
