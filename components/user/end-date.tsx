"use client";

/** Asks for the business date on which an account ends. Empty is an account without an end. */
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { UserRow } from "@/lib/contracts/user";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";

/** `read` returns undefined for a text that is no date, which must not pass for an empty field. */
export function useEndDate(initial: string | null) {
  const field = useRef<HTMLDivElement>(null);
  const [value, setValue] = useState(initial ?? "");
  const [isWrong, setIsWrong] = useState(false);
  const read = (): string | null | undefined => {
    const isInvalid = (field.current?.querySelector("input:invalid") ?? null) !== null;
    setIsWrong(isInvalid);
    if (isInvalid) return undefined;
    return value === "" ? null : value;
  };
  return { field, value, setValue, isWrong, read };
}

type EndDateProps = Pick<UserRow, "hasEnded"> & { end: ReturnType<typeof useEndDate> };

export function EndDate({ end: { field, value, setValue, isWrong }, hasEnded }: EndDateProps) {
  const t = useTranslations("people");
  return (
    <div ref={field}>
      <Field
        label={t("ends-on")}
        hint={t(hasEnded ? "ends-on-over" : "ends-on-hint")}
        error={isWrong ? t("ends-on-wrong") : null}
      >
        {(control) => <DateInput {...control} value={value} onChange={setValue} />}
      </Field>
    </div>
  );
}
