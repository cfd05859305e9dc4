"use client";

/** Chooses the person whose data is listed. The address names them, so that it can be sent. */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/input";

type PersonChoiceProps = {
  users: readonly { id: string; name: string; email: string }[];
  chosenId: string;
};

export function PersonChoice({ users, chosenId }: PersonChoiceProps) {
  const t = useTranslations("personal-data");
  return (
    <section className="px-edge pt-5" aria-labelledby="stored-data">
      <h2 id="stored-data">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      <form method="get" className="mt-3 flex flex-wrap items-end gap-3">
        <Field label={t("person")} className="w-80 max-w-full">
          {(props) => (
            <Select {...props} name="person" key={chosenId} defaultValue={chosenId}>
              <option value="">{t("choose")}</option>
              {users.map(({ id, name, email }) => (
                <option key={id} value={id}>
                  {t("person-option", { name, email })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" kind="do">
          {t("show")}
        </Button>
      </form>
    </section>
  );
}
