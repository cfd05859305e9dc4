"use client";

/** Asks for what centres that are added together share: the zone, the currency, the start. */
import { useTranslations } from "next-intl";
import { findFault, wrongFieldsOf } from "@/lib/client/wrong-fields";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { findOwnTimeZone, TimeZoneSelect } from "./time-zone-select";

export type CommonCentreFields = { currency: string; timeZone: string; dayStartsAt: string };

/** These are likely for the first centres, and can be changed before they are added. */
export function suggestFields(): CommonCentreFields {
  return { currency: "EUR", timeZone: findOwnTimeZone(), dayStartsAt: "05:00" };
}

type CommonFieldsProps = {
  fields: CommonCentreFields;
  onChange: (fields: CommonCentreFields) => void;
  error: Error | null;
};

export function CommonFields({ fields, onChange, error }: CommonFieldsProps) {
  const t = useTranslations("centre");
  const wrong = new Set(
    [...wrongFieldsOf(error, "centres")].flatMap((at) => [
      ...wrongFieldsOf(error, `centres.${at}`),
    ]),
  );
  const faultOf = (name: "currency" | "time-zone" | "day-starts-at", text: string) => {
    const fault = findFault(wrong.has(FIELDS[name]), text);
    return fault === null ? null : t(`${name}-${fault}`);
  };
  return (
    <fieldset className="grid gap-3">
      <legend className="text-base font-semibold">{t("known.for-all")}</legend>
      <p className="text-sm text-ink-2">{t("known.for-all-hint")}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("time-zone")} error={faultOf("time-zone", fields.timeZone)}>
          {(props) => (
            <TimeZoneSelect
              {...props}
              defaultValue={fields.timeZone}
              onChange={({ target }) => onChange({ ...fields, timeZone: target.value })}
            />
          )}
        </Field>
        <Field label={t("currency")} error={faultOf("currency", fields.currency)}>
          {(props) => (
            <Input
              {...props}
              value={fields.currency}
              onChange={({ target }) => onChange({ ...fields, currency: target.value })}
            />
          )}
        </Field>
        <Field label={t("day-starts-at")} error={faultOf("day-starts-at", fields.dayStartsAt)}>
          {(props) => (
            <Input
              {...props}
              value={fields.dayStartsAt}
              onChange={({ target }) => onChange({ ...fields, dayStartsAt: target.value })}
            />
          )}
        </Field>
      </div>
      {wrong.has("name") && (
        <p role="alert" className="text-sm">
          {t("name-missing")}
        </p>
      )}
      <ProblemNotice error={wrong.size === 0 ? error : null} />
    </fieldset>
  );
}

const FIELDS = {
  currency: "currency",
  "time-zone": "timeZone",
  "day-starts-at": "dayStartsAt",
} as const;
