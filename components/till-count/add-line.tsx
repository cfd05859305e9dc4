"use client";

/** Adds money that Cashrec does not list: shift, till and tender are named by their ids. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { CountSheet } from "@/lib/contracts/till-count";
import { isId } from "@/lib/domain/id";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import type { CountShift } from "./count-text";
import { ADDED_PARTS, type AddedLine } from "./added-lines";

type AddLineProps = {
  sheet: CountSheet;
  chosen: CountShift | undefined;
  onAdd: (line: AddedLine) => void;
};

type Part = (typeof ADDED_PARTS)[number];

export function AddLine({ sheet, chosen, onAdd }: AddLineProps) {
  const t = useTranslations("till-count");
  const [typed, setTyped] = useState<Partial<Record<Part, string>>>({});
  const [tried, setTried] = useState(false);
  const values = {
    shiftId: typed.shiftId ?? chosen?.shiftId ?? "",
    tillId: typed.tillId ?? chosen?.tillId ?? "",
    tenderId: typed.tenderId ?? "",
  };
  const wrong = ADDED_PARTS.filter((part) => !isId(values[part]));
  const add = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0) return;
    onAdd({
      shiftId: values.shiftId.trim(),
      tillId: values.tillId.trim(),
      tenderId: values.tenderId.trim(),
    });
    setTyped({});
    setTried(false);
  };
  return (
    <details className="px-edge py-6" open={sheet.shifts.length === 0 || undefined}>
      <summary className="inline-block py-2 text-accent underline underline-offset-[3px] max-sm:py-3">
        {t("add-line")}
      </summary>
      <form method="post" onSubmit={add} className="grid max-w-[640px] gap-3 pt-2 sm:grid-cols-4">
        {ADDED_PARTS.map((part) => (
          <Field
            key={part}
            label={t(`part.${part}`)}
            hint={t(`part-hint.${part}`)}
            error={tried && wrong.includes(part) ? t("not-an-id") : null}
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                autoCapitalize="off"
                maxLength={64}
                value={values[part]}
                onChange={({ target }) => setTyped({ ...typed, [part]: target.value })}
              />
            )}
          </Field>
        ))}
        <Button type="submit" className="sm:mt-5">
          {t("add")}
        </Button>
      </form>
    </details>
  );
}
