"use client";

/** Chooses the person whose data is listed. The address names them, so that it can be sent. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usersQuery } from "@/lib/client/users";
import { Button } from "../ui/button";
import { Combobox } from "../ui/combobox";
import type { Option } from "../ui/combobox-options";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { TYPING_MS, useDebouncedValue } from "../ui/use-debounced-value";

type Person = { id: string; name: string; email: string };

type PersonChoiceProps = {
  /** Null where there are many, who are searched for. */
  people: readonly Person[] | null;
  chosen: Person | null;
};

export function PersonChoice({ people, chosen }: PersonChoiceProps) {
  const t = useTranslations("personal-data");
  const chosenId = chosen?.id ?? "";
  return (
    <section className="px-edge pt-5" aria-labelledby="stored-data">
      <h2 id="stored-data">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      <form method="get" className="mt-3 flex flex-wrap items-end gap-3">
        <Field label={t("person")} className="w-80 max-w-full">
          {(props) =>
            people === null ? (
              <SearchedPerson key={chosenId} id={props.id} initial={chosen} />
            ) : (
              <Select {...props} name="person" key={chosenId} defaultValue={chosenId}>
                <option value="">{t("choose")}</option>
                {people.map(({ id, name, email }) => (
                  <option key={id} value={id}>
                    {t("person-option", { name, email })}
                  </option>
                ))}
              </Select>
            )
          }
        </Field>
        <Button type="submit" kind="do">
          {t("show")}
        </Button>
      </form>
    </section>
  );
}

function SearchedPerson({ id, initial }: { id: string; initial: Person | null }) {
  const t = useTranslations("personal-data");
  const [chosen, setChosen] = useState(initial);
  const [typed, setTyped] = useState<string | null>(null);
  const text = useDebouncedValue(typed, TYPING_MS);
  const { data } = useQuery({
    ...usersQuery({ text: text ?? "", skip: 0 }),
    enabled: text !== null,
  });
  const found = data?.users ?? [];
  return (
    <>
      <input type="hidden" name="person" value={chosen?.id ?? ""} />
      <Combobox
        id={id}
        isSingle
        label={t("person")}
        summary={chosen === null ? t("choose") : t("person-option", chosen)}
        options={found.map((one): Option => ({ value: one.id, label: one.name, hint: one.email }))}
        selected={chosen === null ? [] : [chosen.id]}
        onChange={([wanted]) => setChosen(found.find((one) => one.id === wanted) ?? chosen)}
        search={{ onType: setTyped, more: data === undefined ? null : data.count - found.length }}
        className="w-full"
      />
    </>
  );
}
